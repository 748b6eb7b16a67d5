from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"

    def ready(self) -> None:
        from cooperatives.models import GuestLink
        from cooperatives.services.guests import register_home
        from members.friday import register_line
        from members.opening import open_class_line
        from members.presence import address_of_pass

        register_line(open_class_line, order=0)
        register_home(GuestLink.Purpose.PASS, address_of_pass)
