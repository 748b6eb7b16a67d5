"""The year's end is ten small steps: what a mandataire has to fill in for each is counted, page by page."""

import sys
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from lxml import html

from finance.attachments import attachments
from finance.chart_of_accounts import BANK, CASH, LASTING_GOODS, PUBLIC_GRANTS
from finance.closing_steps import readiness
from finance.models import Entry
from finance.queries.report import financial_report
from finance.services.cash_counts import count_alone
from finance.services.grants import gather_lines, open_grant
from finance.services.memos import note_memo
from finance.services.papers import state_missing
from finance.services.reviews import begin_review
from finance.services.year_ends import say_where_originals_are
from occe.kit.dates import format_day
from tests.finance.bank import make_account

STEPS = 10
MOST_FIELDS = 12
NOT_FILLED_IN = {"hidden", "submit", "button", "image", "reset"}


@pytest.fixture
def unfinished(world, entrusted, claire):
    """A book in which nothing is ready: each step of its end has something to do."""
    make_account(world.cooperative)
    entrusted.post(LASTING_GOODS, CASH, "30.00", label="D02 · Biens durables")
    given = entrusted.post(BANK, PUBLIC_GRANTS, "250.00", kind=Entry.Kind.INCOME, label="R02 · Subvention")
    grant = open_grant(
        entrusted.book, funder_kind="commune", funder="commune de Polminhac", purpose="la sortie au Puy Mary",
        amount=Decimal(250), request_id=uuid4(), by=claire,
    )  # fmt: skip
    line = given.lines.get(account__code=PUBLIC_GRANTS)
    gather_lines(grant, book=entrusted.book, lines=[line.pk], by=claire)
    note_memo(
        world.cooperative, kind="to_pay", what="le car du musée", amount=Decimal(80), due_on=date(2025, 11, 3),
        by=claire,
    )  # fmt: skip
    begin_review(entrusted.book, by=claire)
    return entrusted.book


def test_the_year_s_end_is_ten_steps_of_at_most_twelve_fields(world, unfinished, capsys):
    """A step counts with its own page and each page to which it leads for what is missing."""
    client = world.client(world.claire)
    steps = list(readiness(unfinished))
    assert [step.step.key for step in steps if not step.standing.missing] == []

    counts = {step.step.key: fields_of_step(client, unfinished, step) for step in steps}

    with capsys.disabled():
        told = ", ".join(f"{key} {count}" for key, count in counts.items())
        sys.stdout.write(f"\nthe year's end: {len(counts)} steps, at most {max(counts.values())} fields ({told})\n")
    assert len(counts) == STEPS
    assert {key: count for key, count in counts.items() if count > MOST_FIELDS} == {}


def test_the_report_lists_the_papers_of_its_pack_and_says_which_are_missing(world, unfinished):
    listed = attachments(financial_report(unfinished))

    assert [(one.title.split(",")[0], one.is_there) for one in listed] == [
        ("Quitus des vérificateurs", False),
        ("Relevé de la banque qui encadre le 31/08/2026", False),
        ("Arrêté de caisse au 31/08/2026", False),
        ("Emploi des subventions publiques", False),
        ("Inventaire", False),
        ("Pièces justificatives", False),
        ("Compte rendu d’activité (CRA)", False),
    ]


def test_a_paper_that_is_there_says_where_and_what_does_not_concern_a_book_is_not_listed(world, ledger, claire):
    ledger.spend("2.00", label="D01 · Activités éducatives")
    say_where_originals_are(ledger.book, place="Armoire verte", by=claire)
    state_missing(Entry.objects.get(book=ledger.book, kind="expense"), reason="lost", by=claire)
    counted = count_alone(
        ledger.book, by=claire, request_id=uuid4(), pieces={}, counted_on=date(2025, 10, 14), for_year_end=True,
        explanation="la boîte est chez la voisine",
    )  # fmt: skip

    listed = {one.title.split(",")[0]: one.words for one in attachments(financial_report(ledger.book))}

    assert listed == {
        "Quitus des vérificateurs": "",
        "Arrêté de caisse au 31/08/2026": f"comptée le {format_day(counted.counted_on)}",
        "Inventaire": "rien n’y est entré cette année",
        "Pièces justificatives": "originaux\u00a0: Armoire verte",
        "Compte rendu d’activité (CRA)": "",
    }


def fields_of_step(client, book, found) -> int:
    """The most fields that one page of this step shows: its own, and those where it is done."""
    where = {"id": book.cooperative.public_id, "slug": book.year.slug}
    own = reverse("finance:year-step", kwargs=where | {"key": found.step.key})
    pages = [own, *dict.fromkeys(missing.url for missing in found.standing.missing)]
    return max(visible_fields(client, url) for url in pages)


def visible_fields(client, url: str) -> int:
    """The fields that a page asks its reader to fill in, of all its forms; a group of radio buttons is one."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    [main] = html.fromstring(answer.content.decode()).xpath("//main")
    shown = main.xpath(".//*[self::input or self::select or self::textarea][not(ancestor::details[not(@open)])]")
    groups = {
        (*field.iterancestors("form"), field.get("name")) if field.get("type") == "radio" else field
        for field in shown
        if field.get("type") not in NOT_FILLED_IN
    }
    return len(groups)
