"""What this room holds about people: who wrote to the association, who wrote a page."""

from django.utils.translation import gettext_lazy as _

from cooperatives.data_map import LIFE_OF_IT
from occe.kit.data_map import Basis, Keeping, Purpose, Whom, hold, measure, nothing

SITE = Purpose(
    key="site",
    title=_("Le site public"),
    why=_("Dire ce que fait l’association, répondre à qui écrit."),
    bases=(Basis.INTEREST,),
    readers=_("tout le monde, pour les pages ; l’équipe de l’association, pour les messages"),
    order=70,
)


def declare() -> None:
    hold(
        _("Un message du formulaire de contact : nom, adresse e-mail, texte. Pas l’adresse de l’appareil."),
        Whom.OUTSIDER, SITE,
        Keeping(_("un an après la réponse"), doors=("website.tasks.keep_the_site",)),
        {"website.ContactMessage": "name email message language"},
    )  # fmt: skip
    hold(
        _("Qui a répondu à un message, qui a écrit une page."),
        Whom.ADULT, SITE, LIFE_OF_IT,
        {"website.ContactMessage": "answered_by", "website.PageVersion": "saved_by"},
    )  # fmt: skip
    measure(
        "recognised",
        _("Un détail qui porterait sur moins de cinq élèves n’est pas montré au public."),
        "website.impact",
    )
    nothing(
        {
            "website.Page": "title_fr title_en body_fr body_en",
            "website.PageVersion": "title_fr title_en body_fr body_en",
            "website.TimelineEntry": "text_fr text_en",
            "website.Partner": "name url text_fr text_en logo",
            "website.NewsItem": "slug title_fr title_en body_fr body_en place picture picture_alt_fr picture_alt_en",
            "website.SitePicture": "file alt_fr alt_en",
            "website.ImpactSnapshot": "figures",
        }
    )
