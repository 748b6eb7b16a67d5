"""What would happen if a cooperative handed on all that it holds: the dry run, and what stands in the way."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.models import Cooperative, Mandate, SchoolYear
from finance.models import (
    BankAccount,
    Book,
    CashCount,
    Chequebook,
    ClassAdvance,
    DepositSlip,
    ExpenseClaim,
    InventoryItem,
    Memo,
    Merger,
    TrayPaper,
)
from occe.kit.dates import today

from .balances import Money, money
from .bank import known_since, open_lines, waiting
from .grants import GrantMoney, open_grants

State = Cooperative.State
ENDS = (State.ACTIVE, State.CLOSING)


@dataclass(frozen=True, slots=True)
class DryRun:
    """What each side holds (euros), what would be moved, and the sentences that say why it cannot be yet.

    `target` is None for the association. `goods` are the cooperative's own and the commune's that it lends;
    `grants` those that are open; `mandates` counts those in force, which last until it is closed.
    """

    source: Cooperative
    target: Cooperative | None
    year: SchoolYear | None
    leaves: Money
    there: Money
    goods: list[InventoryItem]
    chequebooks: list[Chequebook]
    grants: list[GrantMoney]
    mandates: int
    reasons: list[str] = field(default_factory=list)

    @property
    def bank_after(self) -> Decimal:
        return self.leaves.bank + self.there.bank

    @property
    def cash_after(self) -> Decimal:
        """The boxes of the classes that end are emptied into the cash box."""
        return self.leaves.cash + self.leaves.class_boxes + self.there.cash

    @property
    def total_after(self) -> Decimal:
        return self.leaves.total + self.there.total


def possible_targets(source: Cooperative) -> QuerySet[Cooperative]:
    """The cooperatives of the association that live and are no class's own."""
    others = Cooperative.objects.filter(federation=source.federation_id, state=State.ACTIVE).exclude(pk=source.pk)
    return others.exclude(kind=Cooperative.Kind.CLASS).select_related("school").order_by("number")


def dry_run(source: Cooperative, target: Cooperative | None) -> DryRun:
    """Look at both sides as they are now; nothing is written, whatever their number a constant count of queries."""
    year = SchoolYear.objects.filter(federation=source.federation_id).containing(today()).first()
    goods = InventoryItem.objects.filter(cooperative=source, left_on__isnull=True)
    return DryRun(
        source=source,
        target=target,
        year=year,
        leaves=held_now(source.federation_id, source),
        there=held_now(source.federation_id, target),
        goods=list(goods),
        chequebooks=list(Chequebook.objects.in_use().filter(account__cooperative=source).select_related("holder")),
        grants=open_grants(source),
        mandates=Mandate.objects.filter(cooperative=source).in_force(today()).count(),
        reasons=[*_states(source, target), *_books(source, target, year), *_unfinished(source), *_bank(source)],
    )


def mergers_of(cooperative: Cooperative) -> list[Merger]:
    """What a cooperative handed on or took over, the latest first. One query."""
    either = Merger.objects.filter(Q(source=cooperative) | Q(target=cooperative))
    return list(either.select_related("source", "target", "out_entry", "in_entry").order_by("-pk"))


def held_now(federation_id: int, cooperative: Cooperative | None) -> Money:
    """What the latest book holds, of a cooperative or of the association itself."""
    books = Book.objects.filter(federation_id=federation_id, cooperative=cooperative, year__starts__lte=today())
    latest = books.order_by("-year__starts").first()
    return money(latest) if latest else Money()


def _states(source: Cooperative, target: Cooperative | None) -> list[str]:
    found = []
    if source.state not in ENDS:
        found.append(_("Cette coopérative est %(state)s.") % {"state": source.get_state_display()})
    if target and (target.state != State.ACTIVE or target.pk == source.pk):
        found.append(_("La coopérative qui reçoit doit être une autre, et active."))
    return found


def _books(source: Cooperative, target: Cooperative | None, year: SchoolYear | None) -> list[str]:
    if year is None or not year.is_open:
        return [_("Aucune année scolaire n’est ouverte aujourd’hui.")]
    here = Book.objects.filter(federation=source.federation_id).select_related("year", "cooperative")
    now = [*here.filter(cooperative=source, year=year), *here.filter(cooperative=target, year=year)]
    found = [
        _("Le cahier %(book)s est %(state)s.") % {"book": book, "state": book.get_state_display()}
        for book in now
        if not book.takes_entries
    ]
    found += [
        _(
            "Le cahier %(book)s est sur papier : ce qu’il y a n’est sûr qu’à la fin de l’année. Reprenez ses totaux, "
            "puis réunissez au 1er septembre, d’après le cahier suivant."
        )
        % {"book": book}
        for book in now
        if book.is_on_paper
    ]
    earlier = here.filter(cooperative=source, year__starts__lt=year.starts, year__closed_at__isnull=True)
    found += [
        _("Son cahier %(year)s n’est pas encore accepté : ce qu’il laisse peut changer.") % {"year": book.year}
        for book in earlier.exclude(state=Book.State.ACCEPTED).order_by("year__starts")
    ]
    return found


def _unfinished(source: Cooperative) -> list[str]:
    """What people began and nobody ended: once the cooperative is closed, nobody could."""
    mine = {"cooperative": source}
    claims = ExpenseClaim.objects.real().filter(**mine).filter(state__in=["draft", "sent", "returned", "agreed"])
    slips = DepositSlip.objects.real().filter(**mine, state__in=["draft", "sent", "returned"])
    advances = ClassAdvance.objects.filter(**mine, state__in=["asked", "granted"])
    memos = Memo.objects.open().filter(**mine)
    papers = TrayPaper.objects.filter(**mine, state=TrayPaper.State.WAITING)
    told = [
        (claims, ngettext("%(n)s dépense n’est pas finie.", "%(n)s dépenses ne sont pas finies.", claims.count())),
        (slips, ngettext("%(n)s bordereau attend.", "%(n)s bordereaux attendent.", slips.count())),
        (advances, ngettext("%(n)s avance attend.", "%(n)s avances attendent.", advances.count())),
        (memos, ngettext("%(n)s somme est à payer ou à recevoir.", "%(n)s sommes sont à payer ou à recevoir.",
                         memos.count())),
        (papers, ngettext("%(n)s ticket est dans la corbeille.", "%(n)s tickets sont dans la corbeille.",
                          papers.count())),
        (CashCount.objects.open().filter(**mine), _("Une caisse est en train d’être comptée.")),
    ]  # fmt: skip
    return [sentence % {"n": rows.count()} for rows, sentence in told if rows.exists()]


def _bank(source: Cooperative) -> list[str]:
    """The account still moves: movements that nobody explained, or cheques and deposits that the bank has not seen."""
    found = []
    for account in BankAccount.objects.open().filter(cooperative=source):
        since = known_since(account)
        movements, lines = waiting(account).count(), len(open_lines(account, since)) if since else 0
        if movements or lines:
            found.append(
                _(
                    "Le compte en banque bouge encore : mouvements sans écriture, %(movements)s ; "
                    "écritures que la banque n’a pas passées, %(lines)s."
                )
                % {"movements": movements, "lines": lines}
            )
    return found
