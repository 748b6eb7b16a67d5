from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "website"
    verbose_name = _("Le site public")

    def ready(self) -> None:
        from cooperatives.services.files import register_owner
        from desk.data_protection.notices import CHILDREN, register_notice
        from desk.tabs import register_tab
        from members.pupil_doors import register_door
        from website import data_map
        from website.doors import our_public_page
        from website.permissions import can_edit_site
        from website.queries import children_notice

        data_map.declare()
        register_notice(CHILDREN, children_notice)
        register_owner("website.NewsItem", field="picture")
        register_owner("website.Partner", field="logo")
        register_owner("website.SitePicture")
        register_door(our_public_page)
        register_tab(_("Site public"), "site:overview", "site:*", order=60, shown=can_edit_site)
