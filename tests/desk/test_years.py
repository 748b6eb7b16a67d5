"""School years: opened one after the other with all that lives in them; the year in hand always shows."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from cooperatives.models import Affiliation, Classroom, Cooperative, SchoolYear
from councils.models import Council
from desk.errors import YearRefused
from desk.services.years import AHEAD, next_start, open_year, set_fees
from finance.models import Account, Book, ClassFund
from finance.services.charts import ensure_chart
from tests.world import make_classroom, make_cooperative, make_year

TODAY = timezone.localdate()


@pytest.fixture
def by(world):
    return world.actor(world.martine)


@pytest.fixture
def before(world):
    """A year that has just ended, so that the next one may be opened: with a chart of one's own words."""
    starts = date(TODAY.year - 1 if TODAY.month >= 9 else TODAY.year - 2, 9, 1)
    year = make_year(world.federation, starts)
    ensure_chart(world.federation, year)
    Account.objects.filter(year=year, code="60700008").update(label_fr="Ce que nous achetons pour vendre")
    make_classroom(world.cooperative, year, "CP-CE1-CE2", pupil_count=19)
    make_classroom(world.cooperative, year, "CM1-CM2", pupil_count=17, adult_count=2)
    return year


def everything():
    models = (SchoolYear, Classroom, Council, Book, ClassFund, Account, Affiliation)
    return [model.objects.count() for model in models]


def open_next(world, by):
    return open_year(world.federation, starts=next_start(world.federation), by=by)


def test_the_first_year_is_todays(world):
    starts = next_start(world.federation)

    assert starts <= TODAY < starts + timedelta(days=366)
    assert (starts.month, starts.day) == (9, 1)


def test_a_year_brings_the_classes_of_the_year_before_to_be_confirmed(world, by, before):
    year = open_next(world, by)

    classes = Classroom.objects.of_year(year).order_by("follows_id")
    assert [(row.name, row.levels, row.pupil_count, row.follows.name) for row in classes] == [
        ("CP-CE1-CE2", ["CP", "CE1", "CE2"], 19, "CP-CE1-CE2"),
        ("CM1-CM2", ["CM1", "CM2"], 17, "CM1-CM2"),
    ]
    assert list(Affiliation.objects.values_list("cooperative", "year", "state", "pupil_count", "adult_count")) == [
        (world.cooperative.pk, year.pk, "draft", 36, 3)
    ]


def test_a_year_brings_books_councils_funds_and_last_years_chart(world, by, before):
    year = open_next(world, by)

    assert set(Book.objects.filter(year=year).values_list("cooperative", flat=True)) == {world.cooperative.pk, None}
    assert Council.objects.filter(year=year).count() == 3
    assert ClassFund.objects.filter(classroom__year=year).count() == 2
    assert Account.objects.get(year=year, code="60700008").label_fr == "Ce que nous achetons pour vendre"
    assert (year.fee_per_member, year.insurance_per_member) == (Decimal("2.00"), Decimal("0.25"))


def test_only_what_lives_comes_into_the_new_year(world, by, before):
    for number, state in ((2, "closing"), (3, "closed"), (4, "suspended")):
        closed_on = TODAY if state == "closed" else None
        cooperative = make_cooperative(world.federation, world.school, number, state=state, closed_on=closed_on)
        make_classroom(cooperative, before, "CP")
    make_classroom(world.foreign_cooperative, make_year(world.other_federation, before.starts), "CP")

    year = open_next(world, by)

    assert set(Classroom.objects.of_year(year).values_list("cooperative__number", flat=True)) == {18, 4}
    assert set(Book.objects.filter(year=year).values_list("cooperative__number", flat=True)) == {18, 4, None}


def test_opening_a_year_again_changes_nothing(world, by, before):
    year, after = open_next(world, by), everything()

    assert open_year(world.federation, starts=year.starts, by=by) == year
    assert everything() == after


def test_opening_again_completes_a_cooperative_that_came_meanwhile(world, by, before):
    year = open_next(world, by)
    make_classroom(world.other_cooperative, year, "PS-CM2", levels=["PS", "CM2"])

    open_year(world.federation, starts=year.starts, by=by)

    assert Book.objects.filter(year=year).count() == 3
    assert Council.objects.filter(year=year, cooperative=world.other_cooperative).count() == 2


def test_a_cooperative_that_wrote_its_own_classes_keeps_them(world, by, before):
    year = make_year(world.federation, next_start(world.federation))
    make_classroom(world.cooperative, year, "CP-CM2", levels=["CP", "CM2"])

    open_year(world.federation, starts=year.starts, by=by)

    assert list(Classroom.objects.of_year(year).values_list("name", flat=True)) == ["CP-CM2"]


def test_years_are_opened_one_after_the_other(world, by, before):
    with pytest.raises(YearRefused, match=r"^Les années s’ouvrent l’une après l’autre"):
        open_year(world.federation, starts=before.starts.replace(year=before.starts.year + 3), by=by)


def test_a_year_is_not_opened_long_before_it_begins(world, by):
    make_year(world.federation, next_start(world.federation))
    ahead = next_start(world.federation)
    if ahead <= TODAY + AHEAD:  # in summer the next year may be opened: then the one after may not
        open_year(world.federation, starts=ahead, by=by)

    with pytest.raises(YearRefused, match=r"^Cette année pourra être ouverte à partir du 0?1/06/"):
        open_next(world, by)


def test_nothing_opens_in_a_closed_year(world, by, before):
    SchoolYear.objects.filter(pk=before.pk).update(closed_at=timezone.now())

    with pytest.raises(YearRefused, match=r"^L’année .* est close"):
        open_year(world.federation, starts=before.starts, by=by)


def test_the_page_opens_the_next_year_once(world, before):
    client = world.client(world.martine)
    slug = f"{before.starts.year + 1}-{before.starts.year + 2}"
    assert f"Ouvrir l’année {slug}" in client.get("/fr/desk/settings/years/open/").content.decode()

    answer = client.post("/fr/desk/settings/years/open/")

    assert (answer.url, SchoolYear.objects.count()) == (f"/fr/desk/settings/years/?year={slug}", 2)
    again = client.post("/fr/desk/settings/years/open/")
    assert (again.url, SchoolYear.objects.count()) == ("/fr/desk/settings/years/", 2) or TODAY.month in (6, 7, 8)


def test_a_year_that_lies_too_far_ahead_is_not_offered(world):
    ahead = make_year(world.federation, date(TODAY.year + 1, 9, 1))

    answer = world.client(world.martine).get("/fr/desk/settings/years/open/")

    assert (answer.status_code, answer.url) == (302, "/fr/desk/settings/years/")
    assert SchoolYear.objects.get() == ahead


@pytest.mark.parametrize(("name", "status"), [("rita", 403), ("claire", 403), ("tristan", 200), ("martine", 200)])
def test_who_opens_years(world, before, name, status):
    assert world.client(getattr(world, name)).get("/fr/desk/settings/years/open/").status_code == status


def test_the_cost_of_a_year_grows_with_its_books_and_with_nothing_else(world, by, django_assert_max_num_queries):
    """A book has one door, which carries the balance forward; classes, councils and funds come in one statement."""
    year = make_year(world.federation, next_start(world.federation) - timedelta(days=365))
    for number in range(100, 110):
        make_classroom(make_cooperative(world.federation, world.school, number), year, "CP")
        make_classroom(world.federation.cooperatives.get(number=number), year, "CM2")

    with django_assert_max_num_queries(60 + 10 * 24):
        open_next(world, by)


# --- fees ------------------------------------------------------------------------------------------------------------


def test_the_treasury_writes_the_fees_that_were_voted(world):
    world.year

    answer = world.client(world.tristan).post(
        "/fr/desk/settings/years/2025-2026/fees/",
        {"fee_per_member": "2,10", "insurance_per_member": "0", "report_due_on": "30/09/2026"},
    )

    world.year.refresh_from_db()
    assert answer.status_code == 302
    assert (world.year.fee_per_member, world.year.insurance_per_member) == (Decimal("2.10"), Decimal(0))
    assert (world.year.report_due_on, world.year.affiliation_due_on) == (date(2026, 9, 30), None)


def test_a_fee_without_its_point_is_refused_at_its_field(world):
    world.year
    typed = {"fee_per_member": "21000", "insurance_per_member": "0,25"}

    answer = world.client(world.tristan).post("/fr/desk/settings/years/2025-2026/fees/", typed)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["fee_per_member"])
    assert "Écrivez un montant d’au plus 100,00" in answer.content.decode()


def test_the_fee_stands_once_somebody_paid_it_and_the_dates_still_move(world):
    Affiliation.objects.create(
        cooperative=world.cooperative, year=world.year, state="valid", pupil_count=36, adult_count=3,
        paid_on=TODAY, commitment_on=TODAY,
    )  # fmt: skip
    by = world.actor(world.tristan)
    same = {"fee_per_member": Decimal("2.00"), "insurance_per_member": Decimal("0.25")}

    with pytest.raises(YearRefused, match=r"^Des coopératives ont déjà payé"):
        set_fees(
            world.year, **{**same, "fee_per_member": Decimal(3)}, affiliation_due_on=None, report_due_on=None, by=by
        )
    set_fees(world.year, **same, affiliation_due_on=date(2025, 11, 10), report_due_on=None, by=by)

    world.year.refresh_from_db()
    assert (world.year.fee_per_member, world.year.affiliation_due_on) == (Decimal("2.00"), date(2025, 11, 10))


@pytest.mark.parametrize("slug", ["1999-2000", "2025-2027", "demain"])
def test_a_year_that_the_association_does_not_have(world, slug):
    make_year(world.other_federation, date(1999, 9, 1))

    assert world.client(world.tristan).get(f"/fr/desk/settings/years/{slug}/fees/").status_code == 404


# --- the year in hand ------------------------------------------------------------------------------------------------


def shown(answer):
    return answer.context["in_hand"].slug


def test_the_year_in_hand_is_todays_then_the_one_that_was_chosen(world):
    world.year, world.next_year
    client = world.client(world.martine)
    todays = world.next_year if world.next_year.starts <= TODAY <= world.next_year.ends else world.year

    first = shown(client.get("/fr/desk/settings/"))
    other = "2025-2026" if todays == world.next_year else "2026-2027"
    chosen = shown(client.get(f"/fr/desk/settings/?year={other}"))
    kept = shown(client.get("/fr/desk/cooperatives/"))
    unknown = shown(client.get("/fr/desk/cooperatives/?year=1871-1872"))

    assert (first, chosen, kept, unknown) == (todays.slug, other, other, other)


def test_the_chooser_keeps_the_filters_of_the_page(world):
    world.year, world.next_year

    page = world.client(world.martine).get("/fr/desk/cooperatives/?kind=foyer&page=2").content.decode()

    assert 'href="/fr/desk/cooperatives/?kind=foyer&amp;year=2025-2026"' in page


def test_an_association_without_a_year_has_no_chooser(world):
    page = world.client(world.martine).get("/fr/desk/").content.decode()

    assert "year-chooser" not in page


def test_a_cooperative_keeps_its_state_when_years_open(world, by, before):
    Cooperative.objects.filter(pk=world.cooperative.pk).update(state="suspended")

    open_next(world, by)

    world.cooperative.refresh_from_db()
    assert world.cooperative.state == "suspended"
