"""Counting a cash box: two pupils, each blind to the other's figures, or an adult; then an adult confirms.

The ledger gives what should be there. A count never changes it: a difference is told in words, or mended by an entry
through the doors of direct entries.
"""

import datetime
from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Classroom, StoredFile
from finance import permissions
from finance.chart_of_accounts import UNUSUAL_COSTS, UNUSUAL_INCOME
from finance.errors import CountRefused, NameWritten, NotYours
from finance.models import PIECES, Account, Book, CashCount, CashTally, Entry, TallyPiece
from finance.queries.boxes import held_on
from members.models import Pupil
from members.naming import class_first_name_in, looks_like_a_person
from occe.kit.actors import Actor, Adult, PupilActor
from occe.kit.dates import format_day, today
from occe.kit.folded import LineEmpty, clean_line

from .direct_entries import record_entry

State = CashCount.State


@transaction.atomic
def open_count(
    book: Book,
    *,
    by: Actor,
    request_id: UUID,
    classroom: Classroom | None = None,
    counted_by_class: Classroom | None = None,
    for_year_end: bool = False,
) -> CashCount:
    """Begin to count a box today: the cooperative's own, or the one of `classroom`.

    `counted_by_class` is the class whose pupils count; without one an adult counts alone. A box that is being counted
    already gives that count. Raises NotYours, CountRefused.
    """
    if not permissions.can_open_count(by, book, classroom, counted_by_class):
        raise NotYours(_("Seuls les adultes de la coopérative font compter cette boîte."))
    if not book.takes_entries:
        raise CountRefused(_("Ce cahier ne prend plus d’écriture : sa caisse ne se compte plus ici."))
    found = CashCount.objects.open().filter(cooperative=book.cooperative, classroom=classroom).first()
    if found:
        return found
    count = CashCount(
        federation_id=book.federation_id, cooperative=book.cooperative, book=book, classroom=classroom,
        counted_by_class=counted_by_class, counted_on=today(), for_year_end=for_year_end, public_id=request_id,
    )  # fmt: skip
    try:
        with transaction.atomic():
            count.save(force_insert=True)
    except IntegrityError:  # two at once: the first one's stands
        return CashCount.objects.filter(book=book, classroom=classroom).latest("pk")
    return count


@transaction.atomic
def write_tally(count: CashCount, *, by: PupilActor, pieces: Mapping[int, int], together: bool = False) -> CashCount:
    """What one pupil counted, by value in cents. Of two who differ, one count made `together` settles it.

    A class that counts as one person needs no second one. The same pupil's second sending changes nothing. Raises
    NotYours, CountRefused at `pieces`.
    """
    count = _locked(count)
    if not permissions.can_tally(by, count):
        raise NotYours(_("Les élèves de la classe comptent cette boîte."))
    if count.state != State.COUNTING:
        return count
    own = count.tallies.filter(pupil_id=by.pupil_id)
    if together:
        if count.tallies.filter(together=False).count() < 2 or not own.exists():
            raise CountRefused(_("Vous recomptez ensemble quand vous avez compté tous les deux."))
    elif own.exists():
        return count
    elif count.tallies.count() >= 2:
        raise CountRefused(_("Deux camarades ont déjà compté."))
    _keep(CashTally(count=count, pupil_id=by.pupil_id, together=together), pieces)
    if together or _agree(count) or _counts_for_all(by):
        count.state = State.COUNTED
        count.save(update_fields=["state"])
    return count


@transaction.atomic
def confirm_count(count: CashCount, *, by: Adult, explanation: str = "") -> CashCount:
    """An adult confirms what was counted, beside what the book says; a difference is told in words.

    Confirmed again: no change. Raises NotYours, CountRefused at `explanation` or without a field, NameWritten.
    """
    count = _locked(count)
    if not permissions.can_confirm_count(by, count):
        raise NotYours(_("Un mandataire, ou l’adulte de la classe, confirme ce que la boîte contient."))
    if count.is_confirmed:
        return count
    if count.state != State.COUNTED:
        raise CountRefused(_("On compte encore : il manque un compte, ou vous n’avez pas trouvé pareil."))
    count.found = count.tallies.order_by("-together", "-pk")[0].amount
    count.expected = held_on(count.book, count.classroom, count.counted_on)
    count.explanation = _told(explanation, count)
    if count.found != count.expected and not count.explanation:
        raise CountRefused(_("Dites en quelques mots pourquoi ce n’est pas pareil."), field="explanation")
    count.state, count.confirmed_by_id, count.confirmed_at = State.CONFIRMED, by.user_id, timezone.now()
    count.save()
    return count


@transaction.atomic
def count_alone(
    book: Book,
    *,
    by: Adult,
    request_id: UUID,
    pieces: Mapping[int, int],
    counted_on: datetime.date,
    classroom: Classroom | None = None,
    explanation: str = "",
    for_year_end: bool = False,
) -> CashCount:
    """An adult's own count of a box, confirmed at once. Idempotent on `request_id`.

    Raises NotYours, NameWritten, CountRefused: at `counted_on` for a day outside the book, at `explanation` when a
    difference has no words, without a field while pupils count this box.
    """
    if found := CashCount.objects.filter(public_id=request_id).first():
        return found
    latest = min(book.year.ends, today())
    if not book.year.starts <= counted_on <= latest:
        first, last = format_day(book.year.starts), format_day(latest)
        raise CountRefused(
            _("Choisissez un jour entre le %(first)s et le %(last)s.") % {"first": first, "last": last},
            field="counted_on",
        )
    count = open_count(book, by=by, request_id=request_id, classroom=classroom, for_year_end=for_year_end)
    if count.public_id != request_id:
        raise CountRefused(_("Des élèves comptent cette boîte en ce moment : attendez-les, ou arrêtez leur compte."))
    count.counted_on, count.state = counted_on, State.COUNTED
    count.save(update_fields=["counted_on", "state"])
    _keep(CashTally(count=count, user_id=by.user_id), pieces)
    return confirm_count(count, by=by, explanation=explanation)


@transaction.atomic
def drop_count(count: CashCount, *, by: Adult) -> None:
    """Stop a count that nobody confirmed; it leaves nothing. Raises NotYours, CountRefused."""
    count = _locked(count)
    if not permissions.can_confirm_count(by, count):
        raise NotYours(_("Un mandataire, ou l’adulte de la classe, arrête un compte."))
    if count.is_confirmed:
        raise CountRefused(_("Ce compte est confirmé : il reste."))
    count.delete()


@transaction.atomic
def sign_count(count: CashCount, *, by: Adult) -> CashCount:
    """The second adult's signature, in the portal. Signed again: no change. Raises NotYours, CountRefused."""
    count = _locked(count)
    if not permissions.can_sign_count(by, count):
        raise NotYours(_("La deuxième signature est celle d’un autre adulte de la coopérative."))
    if not count.is_confirmed:
        raise CountRefused(_("Un adulte confirme d’abord ce qui a été compté."))
    if count.witness_id is None:
        count.witness_id, count.witnessed_at = by.user_id, timezone.now()
        count.save(update_fields=["witness", "witnessed_at"])
    return count


@transaction.atomic
def keep_signed_sheet(count: CashCount, *, paper: StoredFile, by: Adult) -> CashCount:
    """The photo of the printed sheet that two people signed. Raises NotYours, CountRefused."""
    count = _locked(count)
    if not permissions.can_confirm_count(by, count):
        raise NotYours(_("Un mandataire, ou l’adulte de la classe, garde la feuille signée."))
    if not count.is_confirmed:
        raise CountRefused(_("Un adulte confirme d’abord ce qui a été compté."))
    count.paper = paper
    count.save(update_fields=["paper"])
    return count


@transaction.atomic
def mend_difference(count: CashCount, *, by: Adult, request_id: UUID) -> Entry:
    """Write the difference in the book, with the count's own words: missing money is an unusual cost, money too much an
    unusual income. Only once. Raises CountRefused and what `record_entry` raises.
    """
    count = _locked(count)
    if count.mended_by:
        return count.mended_by
    if not count.is_confirmed or not count.difference:
        raise CountRefused(_("Le compte et le cahier disent la même somme."))
    missing = count.difference < 0
    chart = Account.objects.filter(federation_id=count.federation_id, year_id=count.book.year_id)
    place = Account.Treasury.CLASS_BOX if count.classroom_id else Account.Treasury.CASH
    count.mended_by = record_entry(
        count.book,
        account=chart.get(code=UNUSUAL_COSTS if missing else UNUSUAL_INCOME),
        treasury=chart.treasury().get(treasury=place),
        amount=abs(count.difference),
        date=count.counted_on,
        request_id=request_id,
        by=by,
        caption=count.explanation[:120],
        classroom=count.classroom,
    )
    count.save(update_fields=["mended_by"])
    return count.mended_by


# --- inside ----------------------------------------------------------------------------------------------------------


def _locked(count: CashCount) -> CashCount:
    counts = CashCount.objects.select_for_update(of=("self",))
    found = counts.select_related("book__year", "classroom", "cooperative").filter(pk=count.pk).first()
    if found is None:
        raise CountRefused(_("Ce compte n’est plus là : un adulte l’a arrêté."))
    return found


def _keep(tally: CashTally, pieces: Mapping[int, int]) -> None:
    found = {int(cents): int(number) for cents, number in pieces.items() if number}
    if not found.keys() <= set(PIECES) or any(not 1 <= number <= 9999 for number in found.values()):
        raise CountRefused(_("Comptez de vraies pièces et de vrais billets."), field="pieces")
    tally.save()
    TallyPiece.objects.bulk_create(TallyPiece(tally=tally, cents=cents, number=n) for cents, n in found.items())


def _agree(count: CashCount) -> bool:
    tallies = list(count.tallies.prefetch_related("pieces"))
    return len(tallies) == 2 and tallies[0].by_value == tallies[1].by_value


def _counts_for_all(by: PupilActor) -> bool:
    return Pupil.objects.filter(pk=by.pupil_id, kind=Pupil.Kind.WHOLE_CLASS).exists()


def _told(text: str, count: CashCount) -> str:
    """Why it differs, on one line; never a person."""
    try:
        line = clean_line(text)[:300] if text else ""
    except LineEmpty:
        return ""
    room = count.classroom or count.counted_by_class
    if line and (looks_like_a_person(line) or (room and class_first_name_in(line, room))):
        raise NameWritten(
            _("Écrivez ce qui s’est passé, sans nom de personne : « une pièce a roulé »."), field="explanation"
        )
    return line
