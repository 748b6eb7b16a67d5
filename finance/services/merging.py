"""A cooperative that ends hands on its money, its goods, its open grants and its chequebooks: to another one, or to the
association. One act, all of it or nothing; neither an income nor an expense, and the association's total does not move.
"""

from decimal import Decimal
from typing import TypedDict, Unpack
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from cooperatives.models import Cooperative, SchoolYear
from finance import labels
from finance.errors import MergerRefused, NameWritten, NotYours
from finance.models import Account, Book, Entry, Merger, MovedGood, MovedGrant
from finance.permissions import can_merge
from finance.queries import balances
from finance.queries.merging import DryRun, dry_run
from members.naming import looks_like_a_person
from occe.kit.actors import Adult
from occe.kit.dates import today
from occe.kit.folded import LineEmpty, clean_line

from .advances import empty_boxes
from .books import open_book, open_federation_book
from .chequebooks import hand_back_chequebooks
from .goods import hand_on_items
from .grants import hand_on_grants
from .posting import Line, lock_book, post_entry

ZERO = Decimal(0)


class Said(TypedDict):
    """What the page was sent with: who decided and why, the euros that it showed (when they have changed since, nothing
    is moved), and the request's own id.
    """

    reason: str
    expected: Decimal
    request_id: UUID


@transaction.atomic
def merge_books(
    source: Cooperative,
    target: Cooperative | None,
    *,
    by: Adult,
    **said: Unpack[Said],
) -> Merger:
    """Hand on all that `source` holds today to `target`, or to the association without one (dévolution).

    Idempotent on the request's id. Raises NotYours, NameWritten; MergerRefused with what waits, at `reason` without
    one, or when there is nothing left to hand on; and what posting raises.
    """
    request_id = said["request_id"]
    if not can_merge(by, source) or (target and target.federation_id != source.federation_id):
        raise NotYours(_("C’est l’association qui réunit ou ferme des coopératives."))
    both = [source.pk, *([target.pk] if target else [])]
    found = Cooperative.objects.select_for_update(of=("self",)).filter(pk__in=both).select_related("federation")
    places = {place.pk: place for place in found.order_by("pk")}
    if done := Merger.objects.filter(public_id=request_id, source=source).first():
        return done
    source, target = places[source.pk], places[target.pk] if target else None
    reason = _said(said["reason"])
    year = _checked(dry_run(source, target), said["expected"])
    ends, goes_on = _locked_books(source, target, year, by=by)
    empty_boxes(ends, date=today(), by=by)
    held = {account: amount for account, amount in balances.treasury_balances(ends).items() if amount}
    out_entry, in_entry = _post(ends, goes_on, held, request_id=request_id, by=by) if held else (None, None)
    merger = Merger.objects.create(
        public_id=request_id, federation=source.federation, source=source, target=target, source_book=ends,
        target_book=goes_on, out_entry=out_entry, in_entry=in_entry, amount=sum(held.values(), ZERO), reason=reason,
        by_id=by.user_id,
    )  # fmt: skip
    note = _to_whom(target)
    grants = hand_on_grants(source, goes_on, request_id=request_id, by=by)
    MovedGrant.objects.bulk_create(
        MovedGrant(merger=merger, left=use.grant, came=came, unspent=use.left) for use, came in grants
    )
    moved = hand_on_items(source, target, request_id=request_id, note=note, by=by)
    MovedGood.objects.bulk_create(MovedGood(merger=merger, left=left, came=came) for left, came in moved)
    hand_back_chequebooks(source, reason=note, by=by)
    return merger


def _said(reason: str) -> str:
    try:
        line = clean_line(reason)[:200]
    except LineEmpty as empty:
        raise MergerRefused(_("Écrivez pourquoi, et qui l’a décidé."), field="reason") from empty
    if looks_like_a_person(line):
        raise NameWritten(_("Dites la décision, sans nom de personne."), field="reason")
    return line


def _checked(seen: DryRun, expected: Decimal) -> SchoolYear:
    if seen.reasons or seen.year is None:
        raise MergerRefused(" ".join(seen.reasons))
    if seen.leaves.total != expected:
        raise MergerRefused(_("Les comptes ont bougé depuis cette page : relisez-la, rien n’a été déplacé."))
    over = Merger.objects.filter(source=seen.source).exists()
    if over and not (seen.leaves.total or seen.leaves.bank or seen.goods or any(use.goes_on for use in seen.grants)):
        raise MergerRefused(_("C’est déjà fait : il ne reste rien à transmettre."))
    return seen.year


def _locked_books(source: Cooperative, target: Cooperative | None, year: SchoolYear, *, by: Adult) -> tuple[Book, Book]:
    """Both books of the year, opened if they were not, locked one after the other in the order of their ids."""
    ends = open_book(source, year, by=by)
    goes_on = open_book(target, year, by=by) if target else open_federation_book(source.federation, year, by=by)
    locked = {book.pk: lock_book(book) for book in sorted((ends, goes_on), key=lambda book: book.pk)}
    return locked[ends.pk], locked[goes_on.pk]


def _post(
    ends: Book, goes_on: Book, held: dict[Account, Decimal], *, request_id: UUID, by: Adult
) -> tuple[Entry, Entry]:
    """The two entries, each the mirror of the other, each with the other's number in its label."""
    through = Account.objects.get(federation_id=ends.federation_id, year_id=ends.year_id, kind=Account.Kind.TRANSFER)
    lines = [_line(account, -amount) for account, amount in held.items()]
    if total := sum(held.values(), ZERO):
        lines.append(_line(through, total))
    numbers = {book.pk: (book.entries.count() + 1) for book in (ends, goes_on)}
    assert ends.cooperative is not None  # the association's own book ends never
    facts = {"kind": Entry.Kind.TRANSFER, "date": today(), "by": by}
    out_label = labels.handed_on_label(goes_on.cooperative, numbers[goes_on.pk])
    in_label = labels.taken_over_label(ends.cooperative, numbers[ends.pk])
    mirror = [line.mirrored() for line in lines]
    return (
        post_entry(ends, lines=lines, label=out_label, request_id=uuid5(request_id, "out"), **facts),
        post_entry(goes_on, lines=mirror, label=in_label, request_id=uuid5(request_id, "in"), **facts),
    )


def _line(account: Account, amount: Decimal) -> Line:
    """A debit when positive, a credit when negative."""
    return Line(account, debit=amount) if amount > 0 else Line(account, credit=-amount)


def _to_whom(target: Cooperative | None) -> str:
    with override("fr"):
        if target is None:
            return _("Rendu à l’association")
        return _("Transmis à la coopérative n° %(number)s") % {"number": target.number}
