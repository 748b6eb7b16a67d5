from django.apps import AppConfig


class CooperativesConfig(AppConfig):
    name = "cooperatives"

    def ready(self) -> None:
        from django.urls import reverse

        from cooperatives import data_map

        from .models import GuestLink, Registration, RegistrationDocument
        from .services.files import register_owner
        from .services.guests import register_home

        data_map.declare()

        def papers_visible_to(actor):
            return RegistrationDocument.objects.filter(registration__in=Registration.objects.visible_to(actor))

        register_owner("cooperatives.RegistrationDocument", papers_visible_to)
        register_owner("cooperatives.ExportJob")
        register_home(
            GuestLink.Purpose.REGISTRATION,
            lambda link: reverse("cooperatives:registration", args=[link.registration.public_id]),
        )
