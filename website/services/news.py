"""Writing news."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cooperatives.models import Federation
from cooperatives.services.files import store_file
from occe.kit.actors import Actor
from occe.kit.uploads.pipeline import CleanFile
from website.errors import NewsAddressTaken
from website.models import NewsItem


@transaction.atomic
def write_news(
    federation: Federation,
    *,
    kind: str,
    title_fr: str,
    title_en: str,
    body_fr: str,
    body_en: str,
    happens_on: date | None = None,
    place: str = "",
    picture: CleanFile | None = None,
    picture_alt_fr: str = "",
    picture_alt_en: str = "",
    published_at: datetime | None,
    by: Actor,
) -> NewsItem:
    """Write a piece of news: a draft without `published_at`, shown from that moment on otherwise.

    Its address comes from the French title and never changes after. Raises NewsAddressTaken.
    """
    slug = slugify(title_fr)[:90].strip("-") or "actualite"
    if federation.news.filter(slug=slug).exists():
        raise NewsAddressTaken(_("Une autre actualité porte déjà ce titre. Changez un mot."), field="title_fr")
    item = NewsItem(federation=federation, slug=slug)
    values: dict[str, Any] = {
        "kind": kind,
        "title_fr": title_fr,
        "title_en": title_en,
        "body_fr": body_fr,
        "body_en": body_en,
    }
    values |= {"happens_on": happens_on, "place": place, "published_at": published_at}
    values |= {"picture_alt_fr": picture_alt_fr, "picture_alt_en": picture_alt_en}
    return _save(item, values, picture=picture, by=by)


@transaction.atomic
def change_news(item: NewsItem, *, by: Actor, picture: CleanFile | None = None, **values: Any) -> NewsItem:
    """Change a piece of news; its address stays. A new picture takes the place of the old one."""
    item = NewsItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    return _save(item, values, picture=picture, by=by)


@transaction.atomic
def remove_news(item: NewsItem, *, by: Actor) -> None:
    """Take a piece of news away for good. Twice is the same as once."""
    NewsItem.objects.filter(pk=item.pk).delete()


def _save(item: NewsItem, values: dict[str, Any], *, picture: CleanFile | None, by: Actor) -> NewsItem:
    for name, value in values.items():
        setattr(item, name, value)
    if picture is not None:
        item.picture = store_file(picture, federation=item.federation, by=by)
    if item.kind == NewsItem.Kind.NEWS:
        item.happens_on, item.place = None, ""
    item.save()
    return item
