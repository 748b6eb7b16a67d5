"""What a public story says of money is what the book says: to the cent, with a correction and a refund, for a project
of two cooperatives."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from finance.models import Entry
from finance.services.posting import reverse_entry
from occe.kit.actors import System
from projects.services.plan import plan_line
from tests.finance.ledger import BANK, ledger_of
from tests.projects.rows import make_project
from tests.world import make_classroom

REFUND, SALE = "75000008", "70800008"
SHOWN = {"38.40": "38,40\u00a0€", "12.10": "12,10\u00a0€"}


@pytest.fixture
def told(world):
    """A published project of two cooperatives, and the book of its own."""
    theirs = make_classroom(world.other_cooperative, world.year, "CM1-CM2")
    world.project = make_project(
        world.cooperative, classrooms=[world.classroom, theirs], state="told", story="On a semé.",
        published_at="2026-06-01T12:00Z",
    )  # fmt: skip
    world.ledger = ledger_of(world.cooperative, world.year)
    world.ledger.post(BANK, SALE, "100", kind=Entry.Kind.INCOME)
    return world


def public_page(told) -> str:
    return told.client().get(reverse("website:project", args=[told.project.public_id])).content.decode()


def test_a_correction_is_taken_off_and_a_refund_is_told_gross(told):
    told.ledger.spend("38.40", project=told.project)
    wrong = told.ledger.spend("5.05", project=told.project)
    reverse_entry(wrong, by=System(), reason="twice", request_id=uuid4())
    told.ledger.post(BANK, REFUND, "12.10", kind=Entry.Kind.INCOME, project=told.project)

    read = public_page(told)

    assert SHOWN["38.40"] in read
    assert SHOWN["12.10"] in read
    assert "43,45" not in read


def test_the_other_school_s_book_takes_no_line_of_the_project(told):
    """Each cooperative keeps its own money: what the story says is the inviting school's book, and all of it."""
    theirs = ledger_of(told.other_cooperative, told.year)

    with pytest.raises((DatabaseError, ValueError)), transaction.atomic():
        theirs.spend("7", project=told.project)

    assert "L’argent du projet" not in public_page(told)


def test_spending_more_than_planned_is_said_calmly(told):
    plan_line(told.project, side="out", words="graines", amount=Decimal(30), by=System())
    told.ledger.spend("38.40", project=told.project)
    place = {"id": told.cooperative.public_id, "project_id": told.project.public_id}

    read = told.client(told.claire).get(reverse("projects:budget", kwargs=place)).content.decode()

    assert "8,40\u00a0€ de plus que prévu" in read
