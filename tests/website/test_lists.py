"""The lists of the site and of its editors: their own rows, nothing of another association, at one cost."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from cooperatives.models import Cooperative, Federation, StoredFile
from projects.models import Project
from tests.counting import MANY, costs
from tests.website.rows import TODAY, make_news, make_project, this_year
from website.models import ContactMessage, NewsItem, Page, PageVersion, Partner, SitePicture, TimelineEntry

SITE = "/fr/desk/site/"


def make_message(federation: Federation, name: str = "Ana") -> ContactMessage:
    return ContactMessage(
        federation=federation, name=name, email="ana@ecole.example", message="Bonjour.", language="fr"
    )


def make_picture(federation: Federation, name: str) -> SitePicture:
    file = StoredFile(
        federation=federation, path=f"{name}.webp", thumbnail_path=f"{name}-small.webp", sha256=name.zfill(64),
        content_type="image/webp", size=9,
    )  # fmt: skip
    return SitePicture(federation=federation, file=file, alt_fr=name, alt_en=name)


def rows_of(federation: Federation, name: str) -> dict:
    """One of each thing that an association's staff edit."""
    picture, message = make_picture(federation, name), make_message(federation)
    picture.file.save()
    picture.file_id = picture.file.pk
    for row in (picture, message):
        row.save()
    return {
        "news": make_news(federation, name),
        "draft": make_news(federation, f"{name} (brouillon)", slug=f"draft-{name}", published_at=None),
        "pictures": picture,
        "partners": Partner.objects.create(federation=federation, name=name),
        "journey": TimelineEntry.objects.create(federation=federation, text_fr=name, text_en=name),
        "messages": message,
    }


@pytest.fixture
def ours(world) -> dict:
    """Our association's, with as much of another's beside it."""
    ours = rows_of(world.federation, "Nous")
    rows_of(world.other_federation, "MARQUEUR")
    return ours


# --- an editor's -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "key", "expected"),
    [
        ("news/", "news", ["draft", "news"]),
        ("pictures/", "pictures", ["pictures"]),
        ("partners/", "partners", ["partners"]),
        ("journey/", "steps", ["journey"]),
        ("messages/", "found", ["messages"]),
    ],
)
def test_an_editor_s_list_holds_the_own_association_s(world, ours, page, key, expected):
    answer = world.client(world.martine).get(SITE + page)

    assert list(answer.context[key]) == [ours[name] for name in expected]
    assert "MARQUEUR" not in answer.content.decode()


def test_the_front_of_the_editors_counts_the_own_association_s(world, ours):
    shown = world.client(world.martine).get(SITE).context

    assert (shown["unanswered"], shown["drafts"], shown["partners"]) == (1, 1, 1)


def grow_site(federation: Federation, first: int, last: int) -> None:
    """So many more of each thing that is paged."""
    names = [f"{number:04d}" for number in range(first, last)]
    ContactMessage.objects.bulk_create(make_message(federation, name) for name in names)
    NewsItem.objects.bulk_create(
        NewsItem(federation=federation, slug=name, title_fr=name, title_en=name, body_fr=name, body_en=name,
                 published_at=timezone.now())
        for name in names
    )  # fmt: skip
    pictures = [make_picture(federation, name) for name in names]
    StoredFile.objects.bulk_create(picture.file for picture in pictures)
    SitePicture.objects.bulk_create(pictures)


def test_the_editors_lists_cost_the_same_at_10_and_at_1000(world):
    pages = [SITE, *(SITE + page for page in ("news/", "pictures/", "messages/"))]

    one, few, many = costs(world.client(world.martine), pages, lambda *span: grow_site(world.federation, *span))

    assert one == few == many
    assert NewsItem.objects.count() == MANY


def test_partners_and_steps_cost_the_same_for_3_and_for_40(world):
    """They are not paged: an association has some partners, and a life of some steps."""

    def grow(first: int, last: int) -> None:
        names = [f"{number:04d}" for number in range(first, last)]
        Partner.objects.bulk_create(Partner(federation=world.federation, name=name) for name in names)
        TimelineEntry.objects.bulk_create(
            TimelineEntry(federation=world.federation, text_fr=name, text_en=name) for name in names
        )

    pages = [f"{SITE}partners/", f"{SITE}journey/"]
    few, many = costs(world.client(world.martine), pages, grow, (3, 40))

    assert many == few


def test_the_versions_of_a_page_cost_the_same_at_10_and_at_1000(world):
    """Two hundred of them are shown."""
    page = Page.objects.create(
        federation=world.federation, slug="vision", version=1, title_fr="Loin", title_en="Far", body_fr="A", body_en="A"
    )

    def save(first: int, last: int) -> None:
        PageVersion.objects.bulk_create(
            PageVersion(page=page, number=n, title_fr="Loin", title_en="Far", body_fr="A", body_en="A",
                        saved_by=world.martine)
            for n in range(first + 1, last + 1)
        )  # fmt: skip

    one, few, many = costs(world.client(world.martine), [f"{SITE}pages/vision/history/"], save)

    assert one == few == many


def test_the_versions_shown_are_the_own_association_s(world):
    words = {"title_fr": "Loin", "title_en": "Far", "body_fr": "A", "body_en": "A"}
    for federation in (world.federation, world.other_federation):
        page = Page.objects.create(federation=federation, slug="vision", **words)
        PageVersion.objects.create(page=page, number=1, **words)

    shown = world.client(world.martine).get(f"{SITE}pages/vision/history/").context["versions"]

    assert list(shown) == [PageVersion.objects.get(page__federation=world.federation)]


# --- the public's ----------------------------------------------------------------------------------------------------


@pytest.fixture
def told(world, ours) -> dict[str, Project]:
    """A published project of two cooperatives of ours; a kept one; and a stranger's."""
    this_year(world.federation)
    Cooperative.objects.filter(pk__in=[world.cooperative.pk, world.foreign_cooperative.pk]).update(public_page=True)
    told = {"garden": make_project(world.cooperative), "tale": make_project(world.other_cooperative, "Un conte")}
    make_project(world.cooperative, "Gardé", published_at=None)
    make_project(world.foreign_cooperative, "MARQUEUR", launched=TODAY)
    return told


def reader() -> Client:
    """A visitor whom the public cache leaves alone, for a cookie of another site's: each page is made."""
    client = Client()
    client.cookies["another"] = "1"
    return client


def shown(path: str, key: str) -> list:
    answer = reader().get(path)
    assert "MARQUEUR" not in answer.content.decode()
    return list(answer.context[key])


def test_the_public_lists_hold_what_the_association_published(world, ours, told):
    assert shown("/fr/projects/", "projects") == [told["tale"], told["garden"]]
    assert shown("/fr/news/", "news") == [ours["news"]]
    assert shown(f"/fr/projects/cooperative/{world.cooperative.public_id}/", "projects") == [told["garden"]]
    assert shown("/fr/", "projects") == [told["tale"], told["garden"]]
    assert shown("/fr/", "news") == [ours["news"]]
    assert shown("/fr/", "partners") == [ours["partners"]]
    assert shown(f"/fr/projects/{told['garden'].public_id}/", "others") == [told["tale"]]


def test_the_feeds_hold_what_the_association_published(world, ours, told):
    def titles(path: str) -> list[str]:
        return re.findall(r"<entry><title>(.*?)</title>", reader().get(path).content.decode())

    assert titles("/feeds/projects.atom?language=fr") == [told["tale"].title, told["garden"].title]
    assert titles("/feeds/news.atom?language=fr") == [ours["news"].title_fr]


def test_the_public_lists_cost_the_same_at_10_and_at_1000(world):
    def grow(first: int, last: int) -> None:
        grow_site(world.federation, first, last)
        Project.objects.bulk_create(
            Project(cooperative=world.cooperative, title="Un jardin", slug=f"garden-{number}", kind="environment",
                    state="told", story="On a semé.", published_at=timezone.now())
            for number in range(first, last)
        )  # fmt: skip

    cooperative = world.cooperative
    Cooperative.objects.filter(pk=cooperative.pk).update(public_page=True)
    found = ["/fr/projects/?q=jardin", "/fr/projects/?kind=environment&place=Polminhac&q=sème", "/fr/projects/?page=2"]
    pages = ["/fr/projects/", *found, "/fr/news/", "/fr/", f"/fr/projects/cooperative/{cooperative.public_id}/"]
    one, few, many = costs(reader(), pages, grow)

    assert one == few == many
    assert Project.objects.count() == MANY
