from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupportConfig(AppConfig):
    name = "support"

    def ready(self) -> None:
        from members.notifications import register
        from support import data_map
        from support.services import ANSWERED, ASKED

        data_map.declare()
        register(ASKED, _("{cooperative} pose une question : {subject}"), url_name="desk:ticket")
        register(ANSWERED, _("L’association a répondu : {subject}"), url_name="support:ticket")
