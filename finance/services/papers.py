"""The paper of a posted expense, which came late, or which nobody has. The entry never changes: these are facts beside.

Each act is idempotent: the same photo, the same word or the same reason again changes nothing.
"""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import StoredFile
from finance.errors import EntryRefused, MandateNeeded, NameWritten
from finance.models import Entry, InternalSlip, LaterPaper, Voucher
from finance.permissions import can_bring_paper_of
from finance.queries.papers import without_paper
from members.naming import looks_like_a_person
from occe.kit.actors import Adult
from occe.kit.folded import LineEmpty, clean_line

from .posting import lock_book

LONGEST = 200


@transaction.atomic
def add_paper(entry: Entry, *, by: Adult, file: StoredFile | None = None) -> LaterPaper:
    """Bring the paper of a posted expense: its photo, or without `file` the word that it is in the box.

    An internal slip that said why there was none is undone by it. The voucher shows the photo when it had none.
    Raises MandateNeeded.
    """
    entry = _locked(entry, by=by)
    paper, _new = LaterPaper.objects.get_or_create(
        entry=entry, file=file, defaults={"federation_id": entry.federation_id, "added_by_id": by.user_id}
    )
    if file and entry.voucher_id:
        Voucher.objects.filter(pk=entry.voucher_id, file__isnull=True).update(file=file)
    InternalSlip.objects.filter(entry=entry, undone_at__isnull=True).update(undone_by=paper, undone_at=timezone.now())
    return paper


@transaction.atomic
def state_missing(entry: Entry, *, reason: str, by: Adult, words: str = "") -> InternalSlip:
    """Say why an expense has no paper: an internal slip, under the next number of its book.

    A slip that stands is given back as it is. Raises MandateNeeded, NameWritten, EntryRefused (the expense has its
    paper, or another reason says nothing).
    """
    entry = _locked(entry, by=by)
    standing = InternalSlip.objects.filter(entry=entry, undone_at__isnull=True).first()
    if standing:
        return standing
    if not without_paper(Entry.objects.filter(pk=entry.pk)).exists():
        raise EntryRefused(_("Cette dépense a sa pièce : il n’y a rien à déclarer."))
    said = _said(words)
    if reason == InternalSlip.Reason.OTHER and not said:
        raise EntryRefused(_("Écrivez ce qui s’est passé."), field="words")
    return write_slip(entry, reason=reason, words=said, stated_by=by.user_id)


def write_slip(entry: Entry, *, reason: str, words: str, stated_by: int) -> InternalSlip:
    """Write an internal slip under the next number of its book. For a door that has looked, and locked the book."""
    last = InternalSlip.objects.filter(book=entry.book_id).aggregate(last=Max("number"))["last"] or 0
    return InternalSlip.objects.create(
        federation_id=entry.federation_id,
        book_id=entry.book_id,
        number=last + 1,
        entry=entry,
        reason=reason,
        words=words,
        stated_by_id=stated_by,
    )


def _locked(entry: Entry, *, by: Adult) -> Entry:
    """The entry in its locked book, if this adult may bring its paper."""
    entry.book = lock_book(entry.book)
    if not can_bring_paper_of(by, entry):
        raise MandateNeeded(_("Un mandataire, ou l’enseignant de la classe, apporte la pièce d’une dépense."))
    return entry


def _said(words: str) -> str:
    try:
        said = clean_line(words)[:LONGEST] if words else ""
    except LineEmpty:
        return ""
    if looks_like_a_person(said):
        raise NameWritten(_("Racontez sans nom de personne : cette pièce reste dix ans."), field="words")
    return said
