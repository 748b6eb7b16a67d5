"""The steps of a year's end: one row a subject, in the order in which the pages show them.

A subject that gets its own rooms adds its row here, with a look of `finance.queries.closing`; nothing else knows the
list. The steps may be taken in any order, and everything that was said stays.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from finance.models import Book
from finance.queries import closing, closing_bank, closing_goods, closing_more
from finance.queries.closing import Missing, Standing, State


@dataclass(frozen=True, slots=True)
class ClosingStep:
    """A small step: its key in the address, what it is, why it is there, the minutes it takes, and what it looks at."""

    key: str
    title: str | Promise
    why: str | Promise
    minutes: int
    icon: str
    look: closing.Look


STEPS = [
    ClosingStep(
        "boxes", _("Vider les boîtes des classes"), _(
            "Une classe finit avec l’année : ce qu’elle n’a pas dépensé revient dans la caisse. "
            "Ce n’est ni une recette ni une dépense."
        ), 3, "cash-box", closing.class_boxes,
    ),
    ClosingStep(
        "cash", _("Compter la caisse"), _(
            "On compte les pièces et les billets au dernier jour, à deux. L’assurance le demande aussi après un vol."
        ), 10, "cash-box", closing.cash_counted,
    ),
    ClosingStep(
        "bank", _("Comparer avec la banque"), _(
            "Le relevé qui encadre le dernier jour dit la même chose que le cahier, "
            "aux chèques près qui sont encore en route."
        ), 5, "bank", closing_bank.bank_reconciled,
    ),
    ClosingStep(
        "papers", _("Finir les papiers"), _(
            "Chaque somme a sa pièce, chaque pièce son numéro. "
            "Les originaux restent dix ans : une photo ne les remplace pas."
        ), 5, "receipt", closing.papers,
    ),
    ClosingStep(
        "grants", _("Rendre compte des subventions"), _(
            "Qui donne de l’argent public lit à quoi il a servi. "
            "Ce qui n’est pas dépensé se dit, et passe à l’an prochain."
        ), 5, "flag", closing_more.grants_told,
    ),
    ClosingStep(
        "goods", _("Tenir l’inventaire"), _(
            "Ce qui dure a une place et un prix : c’est ce que l’assurance demandera, "
            "et ce que verront les vérificateurs."
        ), 3, "trunk", closing_goods.inventory,
    ),
    ClosingStep(
        "memo", _("Relire les sommes notées"), _(
            "Ce qui reste à payer ou à recevoir n’est pas dans les comptes : on le paie, on le retire, ou on le dit."
        ), 3, "slip", closing_more.memos_left,
    ),
    ClosingStep(
        "activity", _("Envoyer le compte rendu d’activité"), _(
            "Une page sur ce que les classes ont fait : l’AD et le conseil d’école la lisent avec les comptes."
        ), 5, "star", closing.activity_report,
    ),
    ClosingStep(
        "report", _("Lire le compte rendu financier"), _(
            "Le portail l’a écrit d’après le cahier. Relisez-le une fois : c’est lui que les vérificateurs signent."
        ), 5, "ledger", closing.report_read,
    ),
    ClosingStep(
        "review", _("Faire vérifier les comptes"), _(
            "Deux personnes qui ne tiennent pas les comptes regardent les papiers à l’école, puis donnent quitus."
        ), 60, "shield", closing.reviewed,
    ),
]  # fmt: skip


JUNE = 6


def june_of(book: Book) -> datetime.date:
    """From this day on the pages invite to finish the year; the steps themselves are open all year."""
    return book.year.ends.replace(month=JUNE, day=1)


@dataclass(frozen=True, slots=True)
class StepStanding:
    """A step as it stands in one book."""

    step: ClosingStep
    standing: Standing

    @property
    def is_ready(self) -> bool:
        return self.standing.state != State.TO_DO

    @property
    def is_ours(self) -> bool:
        return self.standing.state != State.NOT_OURS


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far a book is: "prêt : 9 sur 10", each missing thing with its link. What does not concern it is ready."""

    steps: list[StepStanding]

    @property
    def total(self) -> int:
        return len(self.steps)

    @property
    def done(self) -> int:
        return sum(step.is_ready for step in self.steps)

    @property
    def is_whole(self) -> bool:
        return self.done == self.total

    @property
    def missing(self) -> list[Missing]:
        return [missing for step in self.steps for missing in step.standing.missing]

    @property
    def minutes(self) -> int:
        """What the steps that are left take, in minutes."""
        return sum(step.step.minutes for step in self.steps if not step.is_ready)

    def __iter__(self) -> Iterator[StepStanding]:
        return iter(self.steps)


def readiness_of(books: Sequence[Book]) -> dict[int, Readiness]:
    """How far each of these books of one association is, by their ids; each with its year and cooperative loaded.

    Computed when read; as many queries for thirty books as for one.
    """
    looks = [(step, step.look(books)) for step in STEPS] if books else []
    return {book.pk: Readiness([StepStanding(step, found[book.pk]) for step, found in looks]) for book in books}


def readiness(book: Book) -> Readiness:
    """How far one book is."""
    return readiness_of([book])[book.pk]
