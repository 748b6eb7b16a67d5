"""Adding pictures for the texts of the site, and taking them away."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cooperatives.models import Federation
from cooperatives.services.files import store_file
from occe.kit.actors import Actor
from occe.kit.uploads.pipeline import CleanFile
from website.errors import PictureInUse
from website.models import NewsItem, Page, SitePicture


@transaction.atomic
def add_picture(federation: Federation, *, picture: CleanFile, alt_fr: str, alt_en: str, by: Actor) -> SitePicture:
    """Keep a picture that passed the pipeline, with its description in both languages."""
    file = store_file(picture, federation=federation, by=by)
    return SitePicture.objects.create(federation=federation, file=file, alt_fr=alt_fr, alt_en=alt_en)


@transaction.atomic
def remove_picture(picture: SitePicture, *, by: Actor) -> None:
    """Take a picture away; twice is the same as once. Raises PictureInUse while a text shows it."""
    shown = Q(body_fr__contains=picture.path) | Q(body_en__contains=picture.path)
    pages = [page.get_slug_display() for page in Page.objects.filter(shown, federation=picture.federation_id)]
    pages += [item.title_fr for item in NewsItem.objects.filter(shown, federation=picture.federation_id)]
    if pages:
        raise PictureInUse(_("Cette image est encore dans : %(texts)s.") % {"texts": ", ".join(pages)})
    SitePicture.objects.filter(pk=picture.pk).delete()
