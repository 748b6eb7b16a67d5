"""The handover of n° 7: who leaves has stopped the accounts, who follows has ticked seven of the eleven things.

The successor's mandate is approved, and the bank has had the papers for nineteen days: two people, two rights.
"""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from cooperatives.models import Cooperative, Mandate
from finance.models import PIECES, AccountReview, Book, HandedThing
from finance.queries.balances import money
from finance.queries.bank import open_lines
from finance.services.cash_counts import count_alone
from finance.services.handovers import hand_over, keep_first_look, tick_taken
from finance.services.reconciling import tick_by_hand
from finance.services.reviews import begin_review, look, name_reviewer, note_meeting
from finance.services.year_ends import say_where_originals_are
from occe.kit.actors import Adult

from .clock import Clock
from .people import raise_user

Thing = HandedThing.Thing
DAYS_AT_THE_BANK = timedelta(days=19)
STILL_TO_GIVE = {Thing.BANK_KEYS, Thing.REPORTS}
STILL_TO_COME = {*STILL_TO_GIVE, Thing.GOODS, Thing.KEYS}


def tell_handover(cooperative: Cooperative, clock: Clock) -> None:
    """The accounts of the year as they stood last week, counted, compared with the bank, seen by two reviewers."""
    leaves = Adult(cooperative.mandates.get(rank=1).user_id, cooperative.federation_id)
    follows = Adult(_successor(cooperative, clock).user_id, cooperative.federation_id)
    book = Book.objects.filter(cooperative=cooperative, year__closed_at__isnull=True).latest("year__starts")
    evening = clock.day(10, 9)
    held = money(book, as_of=evening)
    request = uuid5(NAMESPACE_URL, f"handover {book.pk}")
    pieces = _pieces(int(held.cash * 100))
    count_alone(book, by=leaves, request_id=request, pieces=pieces, counted_on=evening)
    account = cooperative.bank_accounts.get()
    lines = [line.pk for line in open_lines(account, book.year.starts) if line.date <= evening]
    tick_by_hand(account, book, ends_on=evening, end_balance=held.bank, ticked=lines, by=leaves)
    say_where_originals_are(book, place="Armoire de la salle de motricité, classeur vert", by=leaves)
    given = [thing for thing in Thing.values if thing not in STILL_TO_GIVE]
    handover = hand_over(book, day=evening, given=given, by=leaves)
    _reviewers_meet(book, clock, by=leaves)
    keep_first_look(handover, by=leaves)
    tick_taken(handover, taken=[thing for thing in Thing.values if thing not in STILL_TO_COME], by=follows)


def _successor(cooperative: Cooperative, clock: Clock) -> Mandate:
    user = raise_user("suite7@demo.example", "Agathe", "Montsalvet")
    approved = clock.anchor - DAYS_AT_THE_BANK
    return Mandate.objects.create(
        cooperative=cooperative, user=user, rank=2, state=Mandate.State.APPROVED, starts_on=approved,
        accepted_on=approved - timedelta(days=9), approved_on=approved,
    )  # fmt: skip


def _reviewers_meet(book: Book, clock: Clock, *, by: Adult) -> None:
    review = begin_review(book, by=by)
    name_reviewer(review, name="Solène Vigouroux", quality="parent", by=by)
    name_reviewer(review, name="Paul Mazières", quality="other", by=by)
    for sampled in review.sample.all():
        look(sampled, is_right=True, remark="", by=by)
    ticks = dict.fromkeys(AccountReview.TICKS, True)
    remarks = "Tout est en ordre. Le cahier d’inventaire est à relire en juin."
    note_meeting(review, held_on=clock.day(10, 10), ticks=ticks, remarks=remarks, opinion="", by=by)


def _pieces(cents: int) -> dict[int, int]:
    """A sum in coins and notes, the largest first."""
    found = {}
    for piece in sorted(PIECES, reverse=True):
        found[piece], cents = divmod(cents, piece)
    return found
