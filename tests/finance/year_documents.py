"""The papers of a year as a mandataire gets them: each function makes one and says its title."""

from datetime import date
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from finance.exports_ledgers import Reading, title_of
from finance.services.cash_counts import count_alone
from finance.services.handovers import hand_over
from finance.services.reviews import begin_review
from tests.finance.ledger import ledger_of


def _paper(world, name: str) -> bytes:
    ledger = ledger_of(world.cooperative, world.year)
    ledger.receive("122.00")
    ledger.spend("38.40")
    where = {"id": world.cooperative.public_id, "slug": world.year.slug}
    return world.client(world.claire).get(reverse(f"finance:{name}", kwargs=where)).content


def financial_report(world) -> tuple[bytes, str]:
    title = _("Compte rendu financier %(year)s, %(name)s")
    return _paper(world, "financial-report"), title % {"year": world.year.slug, "name": world.cooperative.name}


def board_page(world) -> tuple[bytes, str]:
    return _paper(world, "board-page"), _("L’argent de la coopérative en %(year)s") % {"year": world.year.slug}


def pupils_page(world) -> tuple[bytes, str]:
    return _paper(world, "year-pupils-paper"), _("Notre argent en %(year)s") % {"year": world.year.slug}


def review_sheet(world) -> tuple[bytes, str]:
    ledger = ledger_of(world.cooperative, world.year)
    ledger.spend("2.00")
    begin_review(ledger.book, by=world.actor(world.claire))
    return _paper(world, "review-sheet"), _("Vérification des comptes %(year)s") % {"year": world.year.slug}


def handover(world) -> tuple[bytes, str]:
    """The accounts of who leaves, for two signatures."""
    ledger = ledger_of(world.cooperative, world.year)
    ledger.receive("12.00", on=date(2025, 9, 2))
    by = world.actor(world.claire)
    count = {"pieces": {200: 6}, "counted_on": date(2025, 10, 1), "request_id": uuid4()}
    count_alone(ledger.book, by=by, **count)
    left = hand_over(ledger.book, day=date(2025, 10, 1), given=["keys"], by=by)
    answer = world.client(world.claire).get(reverse("finance:handover-paper", kwargs={"id": left.public_id}))
    return answer.content, _("Passation des comptes, %(name)s") % {"name": world.cooperative.name}


def originals_label(world) -> tuple[bytes, str]:
    return _paper(world, "originals-label"), _("Pièces de %(year)s") % {"year": world.year.slug}


def ledger(world) -> tuple[bytes, str]:
    """The book as the profession reads it; its other readings share the template."""
    book = ledger_of(world.cooperative, world.year)
    book.receive("122.00")
    where = {"id": world.cooperative.public_id, "slug": world.year.slug, "reading": "ledger"}
    answer = world.client(world.claire).get(reverse("finance:ledger-pdf", kwargs=where))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content, f"{title_of(Reading.LEDGER)} {world.year.slug}"


ALL = (financial_report, board_page, pupils_page, review_sheet, handover, originals_label, ledger)
