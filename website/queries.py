"""What the public pages read. Every row reaches them through here, and only what is published does."""

import re
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from cooperatives.models import Cooperative, Federation, SchoolYear
from projects.models import ActivityReport, Piece, Project
from projects.models.consent import Medium
from projects.queries.story import public_pieces
from website.models import NewsItem, Page, PageVersion, SitePicture
from website.texts import Text, default_text, default_timeline, default_words

_PICTURE = re.compile(r"/pictures/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.webp")


def language() -> str:
    """`fr` or `en`: the language of the page."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def page_text(federation: Federation, slug: str, code: str | None = None) -> Text:
    """The words of a page: the staff's, or ours where they wrote none."""
    code = code or language()
    page = Page.objects.filter(federation=federation, slug=slug).first()
    if page is None or page.as_delivered:
        return default_text(slug, code, federation)
    return Text(getattr(page, f"title_{code}"), getattr(page, f"body_{code}"))


def with_newer_text(federation: Federation, pages: Iterable[Page]) -> set[str]:
    """The pages that the staff wrote and of which our own text has changed since, by their slugs. One query."""
    pages = [page for page in pages if not page.as_delivered]
    delivered = PageVersion.objects.filter(page__in=pages, saved_by=None).order_by("page_id", "-number")
    seen = {version.page_id: version for version in delivered.distinct("page_id")}
    return {page.slug for page in pages if not _same_words(seen.get(page.pk), default_words(page.slug, federation))}


def _same_words(version: PageVersion | None, words: dict[str, str]) -> bool:
    return version is not None and all(getattr(version, field) == text for field, text in words.items())


def children_notice(federation: Federation) -> tuple[str, str]:
    """What children read of their data on the site, for the file of the data-protection officer: title and Markdown."""
    text = page_text(federation, Page.Slug.PRIVACY_CHILDREN)
    return text.title, text.body


def picture_sizes(text: str) -> dict[str, tuple[int, int]]:
    """How wide and high each of the site's pictures in a text is, in pixels, by its address; no query without one."""
    ids = set(_PICTURE.findall(text))
    pictures = SitePicture.objects.filter(file__public_id__in=ids).select_related("file") if ids else []
    return {picture.path: (picture.file.width, picture.file.height) for picture in pictures}


def timeline(federation: Federation) -> list[dict]:
    """The steps of the journey as `date` (or nothing) and `text`, ours where the staff wrote none."""
    code = language()
    own = [{"date": step.date, "text": getattr(step, f"text_{code}")} for step in federation.timeline.all()]
    if own:
        return own
    steps = default_timeline(code, federation)
    return [{"date": federation.founded_on if k == 0 else None, "text": text} for k, text in enumerate(steps)]


def current_year(federation: Federation) -> SchoolYear | None:
    """The school year of today, or the last one that began."""
    today = timezone.localdate()
    return federation.years.filter(starts__lte=today).first()


def published_projects(federation: Federation) -> QuerySet[Project]:
    """The projects that their classes published, the latest first, with what a card shows.

    `shown_cover` is the picture of the class that everybody may see today, or None: one query for all of them.
    """
    covers = Piece.objects.filter(in_story=True).allowed_on(Medium.SITE).select_related("file")
    return (
        Project.objects.published()
        .filter(cooperative__federation=federation)
        .select_related("cooperative__school", "decision")
        .prefetch_related(Prefetch("cover", covers, to_attr="shown_cover"))
        .order_by("-published_at", "-id")
    )


def published_news(federation: Federation) -> QuerySet[NewsItem]:
    """What has come out by now, the latest first."""
    return (
        NewsItem.objects.published()
        .filter(federation=federation)
        .select_related("picture")
        .order_by("-published_at", "-id")
    )


def open_cooperatives(federation: Federation) -> QuerySet[Cooperative]:
    """The cooperatives that opened a public page and still live."""
    return Cooperative.objects.active().filter(federation=federation, public_page=True).select_related("school")


def pictures_of_reports(federation: Federation, year: str) -> QuerySet[Piece]:
    """The pictures that the activity reports of a year show, among those that everybody sees in a published story."""
    sent = ActivityReport.objects.sent().filter(cooperative__federation=federation)
    numbers = [report.pk for report in sent.select_related("year") if report.year.slug == year]
    chosen = ActivityReport.pictures.through.objects.filter(activityreport__in=numbers).values("piece")
    pictures = public_pieces(federation.pk).exclude(kind__in=[Piece.Kind.TEXT, Piece.Kind.SOUND])
    return pictures.filter(pk__in=chosen).select_related("entry__project").order_by("-entry__on", "pk")
