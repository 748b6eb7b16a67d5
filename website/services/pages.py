"""Writing the texts of the site. Every save is kept, with its author; restoring saves the old words once more."""

from django.db import transaction

from cooperatives.models import Federation
from occe.kit.actors import Actor, Adult
from website.models import Page, PageVersion, TimelineEntry
from website.queries import with_newer_text
from website.texts import LANGUAGES, default_timeline, default_words

FIELDS = ("title_fr", "title_en", "body_fr", "body_en")


@transaction.atomic
def ensure_pages(federation: Federation) -> None:
    """Give a federation a row for each page, with our default words, and the default steps of its journey.

    Idempotent; what the staff wrote stays. The site is whole without it: a page without a row shows the same words.
    """
    for slug in Page.Slug.values:
        _page(federation, slug)
    if not federation.timeline.exists():
        steps = [default_timeline(language, federation) for language in LANGUAGES]
        for position, (french, english) in enumerate(zip(*steps, strict=True), start=1):
            date = federation.founded_on if position == 1 else None
            TimelineEntry.objects.create(
                federation=federation, position=position, date=date, text_fr=french, text_en=english
            )


@transaction.atomic
def save_page(
    federation: Federation, slug: str, *, title_fr: str, title_en: str, body_fr: str, body_en: str, by: Actor
) -> Page:
    """Publish new words for a page, in both languages; the site shows them at once.

    The same words again change nothing and make no version.
    """
    page = _page(federation, slug, lock=True)
    words = {"title_fr": title_fr, "title_en": title_en, "body_fr": body_fr, "body_en": body_en}
    if page.as_delivered:  # our text as the staff saw it stays among the versions
        page = _publish(page, default_words(slug, federation), by=None)
    return _publish(page, words, by=by)


@transaction.atomic
def answer_delivered_text(page: Page, *, take: bool, by: Actor) -> Page:
    """Take our present text in place of the staff's, or keep theirs; either way it is no longer told as new.

    Our text joins the versions. Kept words are published again above it. Doing it twice changes nothing.
    """
    page = Page.objects.select_for_update(of=("self",)).select_related("federation").get(pk=page.pk)
    if page.as_delivered or not with_newer_text(page.federation, [page]):
        return page
    own, number = {field: getattr(page, field) for field in FIELDS}, page.version
    page = _publish(page, default_words(page.slug, page.federation), by=None)
    return page if take else _publish(page, own, by=by, restores=number)


@transaction.atomic
def restore_version(version: PageVersion, *, by: Actor) -> Page:
    """Publish the words of an older version again, as a new version that says which one it restores."""
    page = Page.objects.select_for_update(of=("self",)).get(pk=version.page_id)
    words = {field: getattr(version, field) for field in FIELDS}
    return _publish(page, words, by=by, restores=version.number)


def _page(federation: Federation, slug: str, *, lock: bool = False) -> Page:
    """The page's row, begun with our default words as its first version if it has none."""
    words = default_words(slug, federation)
    page, made = Page.objects.get_or_create(federation=federation, slug=slug, defaults=words)
    if lock:
        page = Page.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if made:
        _publish(page, words, by=None)
    return page


def _publish(page: Page, words: dict[str, str], *, by: Actor | None, restores: int | None = None) -> Page:
    words = {field: "\n".join(text.splitlines()).strip() for field, text in words.items()}  # as browsers send lines
    if page.version and all(getattr(page, field) == words[field] for field in FIELDS):
        return page
    for field in FIELDS:
        setattr(page, field, words[field])
    page.version += 1
    page.as_delivered = by is None
    page.save()
    author = by.user_id if isinstance(by, Adult) else None
    PageVersion.objects.create(page=page, number=page.version, saved_by_id=author, restores=restores, **words)
    return page
