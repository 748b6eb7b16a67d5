"""The poster of what was decided is one page, whatever was decided: the type follows, what is left out is counted."""

import io
import re

import pikepdf
import pytest
from django.urls import reverse

from councils.models import AgendaItem, Council, Decision
from councils.poster import poster_of
from councils.queries.minutes import minutes_of
from tests.councils.sittings import DAY, make_council, make_item, make_sitting

LONG = "On plante une haie de noisetiers le long du portail avec les parents, un samedi matin de novembre, si personne "


@pytest.fixture
def sitting(world):
    return make_sitting(make_council(world), state="closed")


def decides(sitting, count: int, text: str = LONG) -> None:
    item = make_item(sitting, "La haie", state="done")
    facts = {"council": sitting.council, "item": item, "date": DAY, "owner_words": "la jardinière", "due_on": DAY}
    Decision.objects.bulk_create(Decision(number=n, text=text + str(n), **facts) for n in range(1, count + 1))


def pages(world, sitting, name: str = "minutes-poster") -> int:
    where = reverse(f"councils:{name}", args=[sitting.council.cooperative.public_id, sitting.public_id])
    content = world.client(world.claire).get(where).content
    with pikepdf.open(io.BytesIO(content)) as document:
        return len(document.pages)


@pytest.mark.parametrize(
    ("count", "size", "shown"), [(1, "few", 1), (4, "", 4), (9, "many", 9), (12, "most", 12), (40, "most", 11)]
)
def test_one_four_nine_twelve_and_forty_long_decisions_hang_on_one_page(world, sitting, count, size, shown):
    decides(sitting, count)
    for number in range(8 if count == 40 else 1):
        make_item(sitting, f"{LONG} {number}", state=AgendaItem.State.LATER)

    poster = poster_of(minutes_of(sitting))

    assert (poster.size, len(poster.decided), poster.left_out) == (size, shown, count - shown)
    assert pages(world, sitting) == 1


def test_one_decision_as_long_as_they_get_is_never_left_out(world, sitting):
    decides(sitting, 3, "On " + "parle " * 99)

    poster = poster_of(minutes_of(sitting))

    assert (len(poster.decided), poster.left_out) == (3, 0)
    assert pages(world, sitting) == 1


def test_the_printed_register_is_of_one_year_and_says_which(world, sitting):
    decides(sitting, 2)
    client, place = world.client(world.claire), {"id": world.cooperative.public_id}
    page = client.get(reverse("councils:decisions", kwargs=place)).content.decode()
    printed = client.get(reverse("councils:register-pdf", kwargs=place))

    year = Council.objects.get(pk=sitting.council_id).year.slug
    assert f"PDF de {year}" in page
    assert re.search(rf'filename="registre-\d+-{year}.pdf"', printed["Content-Disposition"])


def test_a_decision_that_was_corrected_hangs_as_it_holds_today_and_the_minutes_say_so(world, sitting):
    decides(sitting, 1)
    first = Decision.objects.get()
    Decision.objects.create(council=sitting.council, number=2, date=DAY, text="On plante un verger.", corrects=first)

    [hangs] = poster_of(minutes_of(sitting)).decided
    where = reverse("councils:minutes", args=[sitting.council.cooperative.public_id, sitting.public_id])

    assert (hangs.decision, hangs.standing.text) == (first, "On plante un verger.")
    assert "la remplace" in world.client(world.claire).get(where).content.decode()
