"""Grants from the question to the report of use, and activities, gross: fed by the entries gathered under them."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from finance.chart_of_accounts import PUBLIC_GRANTS
from finance.errors import GrantRefused, MandateNeeded, NameWritten
from finance.models import Activity, EntryLine, Grant, LineTag
from finance.queries.grants import activities_with_money, public_money, unspent_of, with_money
from finance.services.books import return_book, send_book
from finance.services.corrections import correct_entry
from finance.services.grants import (
    answer_grant,
    gather_lines,
    let_line_go,
    open_activity,
    open_grant,
    report_grant,
    write_use,
)
from tests.finance.ledger import BANK, CASH, EDUCATION, ledger_of, refuses
from tests.finance.pupil_walk import Tablet, this_year, words

COMMUNE = {"funder_kind": "commune", "funder": "commune de Polminhac", "purpose": "la sortie au Puy Mary"}


def make_grant(ledger, claire, **facts) -> Grant:
    facts = COMMUNE | {"asked": Decimal(300), "amount": Decimal(250), "request_id": uuid4()} | facts
    return open_grant(ledger.book, by=claire, **facts)


def purpose_line(entry) -> EntryLine:
    return entry.lines.exclude(account__kind="treasury").get()


def came(ledger, amount: str, **axes) -> EntryLine:
    return purpose_line(ledger.post(BANK, PUBLIC_GRANTS, amount, kind="income", **axes))


def spent(ledger, amount: str, **axes) -> EntryLine:
    return purpose_line(ledger.post(EDUCATION, BANK, amount, **axes))


def state_of(grant: Grant) -> str:
    grant.refresh_from_db()
    return with_money([grant])[0].state


def test_a_grant_goes_from_asked_to_reported_with_dates_and_who(ledger, claire):
    grant = make_grant(ledger, claire, amount=None)
    seen = [state_of(grant)]
    answer_grant(grant, amount=Decimal(250), on=datetime.date(2025, 10, 1), by=claire)
    seen.append(state_of(grant))
    gather_lines(grant, book=ledger.book, lines=[came(ledger, "250.00").pk], by=claire)
    seen.append(state_of(grant))
    gather_lines(grant, book=ledger.book, lines=[spent(ledger, "250.00").pk], by=claire)
    seen.append(state_of(grant))
    report_grant(grant, on=datetime.date(2025, 11, 1), by=claire)
    seen.append(state_of(grant))

    assert seen == ["asked", "granted", "received", "used", "reported"]
    assert (grant.asked_by_id, grant.answer_by_id, grant.reported_by_id) == (claire.user_id,) * 3
    with pytest.raises(GrantRefused):
        answer_grant(grant, amount=None, on=datetime.date(2025, 11, 2), by=claire)


def test_a_no_is_a_no_until_the_funder_changes_its_mind(ledger, claire):
    grant = make_grant(ledger, claire, amount=None)
    answer_grant(grant, amount=None, on=datetime.date(2025, 10, 1), by=claire)
    assert state_of(grant) == "refused"
    with pytest.raises(GrantRefused):
        report_grant(grant, on=datetime.date(2025, 10, 2), by=claire)


def test_what_the_entry_names_and_what_is_gathered_later_count_alike(ledger, claire):
    grant = make_grant(ledger, claire)
    came(ledger, "250.00", grant=grant)
    gathered = spent(ledger, "80.00")
    assert gather_lines(grant, book=ledger.book, lines=[gathered.pk], by=claire) == 1
    assert gather_lines(grant, book=ledger.book, lines=[gathered.pk], by=claire) == 0

    [money] = with_money([grant])

    assert (money.received, money.used, money.left) == (250, 80, 170)


def test_a_corrected_entry_counts_no_more(ledger, claire):
    grant = make_grant(ledger, claire)
    line = spent(ledger, "80.00", grant=grant)
    correct_entry(line.entry, by=claire, reason="twice", request_id=uuid4())

    assert with_money([grant])[0].used == 0


def test_a_line_belongs_to_one_grant_only_and_may_be_let_go(ledger, claire):
    one, other = make_grant(ledger, claire), make_grant(ledger, claire, purpose="les livres")
    line = spent(ledger, "12.00")
    gather_lines(one, book=ledger.book, lines=[line.pk], by=claire)
    assert gather_lines(other, book=ledger.book, lines=[line.pk], by=claire) == 0

    activity = open_activity(ledger.book, title="loto des écoles", kind="party", by=claire)
    gather_lines(activity, book=ledger.book, lines=[line.pk], by=claire)
    let_line_go(one, line=line, by=claire)

    assert (with_money([one])[0].used, activities_with_money([activity])[0].went_out) == (0, 12)
    let_line_go(activity, line=line, by=claire)
    assert not LineTag.objects.exists()


def test_the_database_refuses_a_tag_of_another_cooperative_or_on_a_line_that_says_its_own(world, ledger, claire):
    grant = make_grant(ledger, claire)
    elsewhere = Grant.objects.create(cooperative=world.other_cooperative, year=world.year, **COMMUNE)
    free, own = spent(ledger, "12.00"), spent(ledger, "13.00", grant=grant)

    with refuses("finance_linetag_of_its_cooperative"):
        LineTag.objects.create(line=free, grant=elsewhere, by=world.claire)
    with refuses("finance_linetag_fills_what_is_empty"):
        LineTag.objects.create(line=own, grant=grant, by=world.claire)


def test_trap_22_what_a_sent_book_says_of_its_grants_stays_until_it_comes_back(world, ledger, claire):
    grant = make_grant(ledger, claire)
    tagged, free = spent(ledger, "12.00"), spent(ledger, "13.00")
    gather_lines(grant, book=ledger.book, lines=[tagged.pk], by=claire)
    send_book(ledger.book, by=claire, without="réunion le 3 octobre")

    with pytest.raises(GrantRefused, match="ne prend plus d’écriture"):
        gather_lines(grant, book=ledger.book, lines=[free.pk], by=claire)
    with pytest.raises(GrantRefused, match="ne prend plus d’écriture"):
        let_line_go(grant, line=tagged, by=claire)
    for write in (
        lambda: LineTag.objects.create(line=free, grant=grant, by=world.claire),
        lambda: LineTag.objects.filter(line=tagged).update(grant=make_grant(ledger, claire, purpose="les livres")),
        lambda: LineTag.objects.filter(line=tagged).delete(),
    ):
        with refuses("finance_linetag_of_a_sent_book"):
            write()
    client = world.client(world.claire)
    here = {"id": world.cooperative.public_id, "what": "grants", "gathered_id": grant.public_id}
    refused = client.post(reverse("finance:gather-let-go", kwargs=here), {"line": tagged.pk}, follow=True)
    shown = client.get(reverse("finance:gather", kwargs=here))

    assert (refused.status_code, with_money([grant])[0].used) == (200, 12)
    assert "ne prend plus d’écriture" in words(refused)
    assert (b"gather-let-go" in refused.content, b'name="line"' in shown.content) == (False, False)
    assert b'name="line"' not in refused.content
    return_book(ledger.book, reason="les livres", by=world.actor(world.tristan))
    assert gather_lines(grant, book=ledger.book, lines=[free.pk], by=claire) == 1


def test_only_the_mandate_writes_and_a_donor_is_no_person(world, ledger, claire):
    with pytest.raises(MandateNeeded):
        make_grant(ledger, world.actor(world.sonia))
    with pytest.raises(NameWritten):
        make_grant(ledger, claire, funder_kind="other", funder="Mme Dupont")
    grant = make_grant(ledger, claire, funder="Mairie Polminhac")
    with pytest.raises(NameWritten):
        write_use(grant, words="Merci à Mme Dupont", by=claire)
    with pytest.raises(GrantRefused):
        make_grant(ledger, claire, asked=None, amount=None)


def test_a_form_sent_twice_makes_one_grant(ledger, claire):
    key = uuid4()
    assert make_grant(ledger, claire, request_id=key) == make_grant(ledger, claire, request_id=key)


def test_what_is_left_of_public_grants_at_the_years_end_is_told_one_line_each_and_never_booked(ledger, claire):
    """Voices A6: the association's dedicated funds; the cooperative writes nothing."""
    commune = make_grant(ledger, claire)
    parents = make_grant(ledger, claire, funder_kind="parents", funder="association de parents")
    entries = ledger.book.entries.count()
    came(ledger, "250.00", grant=commune)
    came(ledger, "90.00", grant=parents)
    spent(ledger, "80.00", grant=commune)

    assert [(row.grant, row.left) for row in unspent_of(ledger.book)] == [(commune, 170)]
    assert ledger.book.entries.count() == entries + 3


def test_public_money_is_added_up_over_the_whole_association(world, ledger, claire):
    """Domain 9 (c) 12: a threshold counted at the association's level, across its cooperatives."""
    came(ledger, "250.00")
    neighbour = ledger_of(world.other_cooperative, world.year)
    neighbour.post(BANK, PUBLIC_GRANTS, "1800.00", kind="income")
    ledger.receive("40.00")

    assert public_money(world.federation, world.year) == 2050


def test_trap_7_an_activity_shows_its_gross_income_and_its_gross_costs(ledger, claire):
    """Domain 9 (c) 7: gross, never net: a fête needs both its income and its costs."""
    activity = open_activity(ledger.book, title="soupe à la courge", kind="party", by=claire)
    income = purpose_line(ledger.post(CASH, "70800008", "149.50", kind="income"))
    cost = purpose_line(ledger.spend("52.30"))
    gather_lines(activity, book=ledger.book, lines=[income.pk, cost.pk], by=claire)

    [money] = activities_with_money([activity])

    assert (money.came_in, money.went_out, money.result) == (Decimal("149.50"), Decimal("52.30"), Decimal("97.20"))


def test_a_fete_of_the_parents_is_no_activity_of_the_cooperative(world, ledger):
    """Voices A15: who holds it and takes the money is the first question."""
    client = world.client(world.claire)
    address = reverse("finance:activity-new", kwargs={"id": world.cooperative.public_id})
    assert words(client.get(address)).index("Qui organise et encaisse ?") < words(client.get(address)).index(
        "Le nom de l’action"
    )

    page = client.post(address, {"holder": "parents", "kind": "party", "title": "kermesse"})

    assert "c’est une aide reçue" in words(page)
    assert not Activity.objects.exists()
    made = client.post(address, {"holder": "cooperative", "kind": "party", "title": "kermesse"})
    assert str(Activity.objects.get().public_id) in made.url


def test_the_pages_of_a_grant_walk_from_the_request_to_the_report(world, ledger):
    client = world.client(world.claire)
    here = {"id": world.cooperative.public_id}
    new = reverse("finance:grant-new", kwargs=here)
    refused = client.post(new, COMMUNE | {"request_id": str(uuid4()), "asked": ""})
    assert (refused.status_code, refused.context["form"]["purpose"].value()) == (422, COMMUNE["purpose"])
    page = client.post(new, COMMUNE | {"request_id": str(uuid4()), "asked": "300"}).url
    client.post(page, {"act": "answer", "amount": "250", "on": "2025-10-01"})
    grant = Grant.objects.get()
    income, cost = came(ledger, "250.00"), spent(ledger, "80.00")
    gather = reverse("finance:gather", kwargs=here | {"what": "grants", "gathered_id": grant.public_id})
    assert client.post(gather, {}).status_code == 422
    client.post(gather, {"line": [income.pk, cost.pk]})
    client.post(page, {"act": "use", "words": "Toute la classe a marché jusqu’au sommet."})

    told = words(client.get(page))

    assert "Reçu 250,00 €" in told
    assert "À employer encore 170,00 €" in told
    client.post(page, {"act": "reported", "on": "2025-11-01"})
    assert "Bilan envoyé" in words(client.get(page))
    assert "170,00 €" in words(client.get(reverse("finance:grants", kwargs=here)))


def test_pupils_see_what_a_fete_brought_and_cost(world):
    ledger, claire = this_year(world), world.actor(world.claire)
    activity = open_activity(ledger.book, title="soupe à la courge", kind="party", by=claire)
    day = {"on": ledger.book.year.starts}
    income = purpose_line(ledger.post(CASH, "70800008", "149.50", kind="income", **day))
    cost = purpose_line(ledger.post(EDUCATION, CASH, "52.30", **day))
    gather_lines(activity, book=ledger.book, lines=[income.pk, cost.pk], by=claire)

    page = words(Tablet(world, world.lina).get("pupil-activities"))

    assert "Soupe à la courge" in page
    assert "Il reste 97,20 €" in page


def test_the_lists_cost_the_same_with_one_and_with_twenty(world, ledger, claire):
    client = world.client(world.claire)
    names = ("grants", "activities")
    addresses = [reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id}) for name in names]

    def cost(number: int) -> list[int]:
        while Grant.objects.count() < number:
            make_grant(ledger, claire)
            open_activity(ledger.book, title=f"loto {Grant.objects.count()}", kind="party", by=claire)
        told = []
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            told.append(len(asked))
        return told

    cost(1)
    assert cost(1) == cost(20)


def test_the_association_reads_what_is_left_and_its_public_money(world, ledger, claire):
    came(ledger, "250.00", grant=make_grant(ledger, claire))
    client = world.client(world.tristan)
    query = f"?year={world.year.slug}"

    page = words(client.get(reverse("desk:grants") + query))
    file = b"".join(client.get(reverse("desk:grants-csv") + query).streaming_content).decode()

    assert "250,00 €" in page
    assert "du seuil de 153 000,00 €" in page
    assert file.splitlines()[1].endswith("la sortie au Puy Mary;250,00;250,00;0,00;250,00")
