"""A year kept elsewhere enters a book: read, corrected by its columns, written whole or not at all, once."""

from datetime import timedelta
from hashlib import sha256
from uuid import uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from finance import permissions
from finance.errors import NotYours, TakingOverRefused
from finance.models import Book, BookImport, Entry, Voucher
from finance.services.posting import Line, lock_book, post_entry
from finance.services.vouchers import number_paper
from finance.statements.errors import FileRefused
from finance.taking_over.columns import Mapping, guess, mapping_of
from finance.taking_over.sheets import read_rows
from finance.taking_over.understanding import Planned, Understood, label_of, understand
from occe.kit.actors import Adult
from occe.kit.uploads.names import safe_name

KEPT = timedelta(days=7)


@transaction.atomic
def begin_import(book: Book, *, data: bytes, name: str, by: Adult) -> BookImport:
    """Keep what was read of a file, its columns guessed; the same file again gives what was begun with it.

    Raises NotYours, TakingOverRefused (the book is not empty, the file was not understood).
    """
    book = _check(lock_book(book), by)
    digest = sha256(data).hexdigest()
    if begun := BookImport.objects.filter(book=book, digest=digest).first():
        return begun
    try:
        rows = read_rows(data)
    except FileRefused as refusal:
        where = _("Ligne %(line)s : ") % {"line": refusal.line} if refusal.line else ""
        raise TakingOverRefused(f"{where}{refusal.reason}", field="file") from refusal
    return BookImport.objects.create(
        book=book,
        name=safe_name(name)[:120],
        digest=digest,
        rows=rows,
        mapping=guess(rows).as_plain(),
        made_by_id=by.user_id,
    )


@transaction.atomic
def change_mapping(found: BookImport, *, mapping: Mapping, by: Adult) -> BookImport:
    """Say otherwise what the columns hold and what the file's accounts are called here. Raises as `begin_import`."""
    locked = _lock(found, by)
    locked.mapping = mapping.as_plain()
    locked.save(update_fields=["mapping"])
    return locked


def read_import(found: BookImport) -> Understood:
    """What the file would become in its book."""
    return understand([(line, cells) for line, cells in found.rows], mapping_of(found.mapping), found.book)


@transaction.atomic
def post_import(found: BookImport, *, by: Adult) -> BookImport:
    """Write all of it in the book, in the order of the days, in one transaction; what was read of the file is erased.

    A second time changes nothing. Raises NotYours, TakingOverRefused, and what `post_entry` raises.
    """
    locked = BookImport.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if locked.posted_at:
        return locked
    locked = _lock(found, by)
    understood = read_import(locked)
    if not understood.is_ready:
        raise TakingOverRefused(_("Il reste des lignes à éclaircir : rien n’a été inscrit."))
    papers: dict[str, Voucher] = {}
    for rank, planned in enumerate(understood.entries, 1):
        _post(locked, rank, planned, papers, by=by)
    locked.rows, locked.entry_count = [], len(understood.entries)
    locked.posted_at, locked.posted_by_id = timezone.now(), by.user_id
    locked.save(update_fields=["rows", "entry_count", "posted_at", "posted_by"])
    return locked


@transaction.atomic
def drop_import(found: BookImport, *, by: Adult) -> None:
    """Throw away what was read; the book has not changed. Raises NotYours, TakingOverRefused (it is in the book)."""
    _lock(found, by).delete()


def forget_old_imports() -> int:
    """Erase what nobody went on with for a week; how many."""
    old = BookImport.objects.waiting().filter(made_at__lt=timezone.now() - KEPT)
    return old.delete()[0]


def _post(found: BookImport, rank: int, planned: Planned, papers: dict[str, Voucher], *, by: Adult) -> Entry:
    voucher = None
    if planned.piece:
        if planned.piece not in papers:
            caption = planned.words[:120]
            kind = planned.purpose.kind
            papers[planned.piece] = number_paper(found.book, kind=kind, number=planned.piece, caption=caption)
        voucher = papers[planned.piece]
    return post_entry(
        found.book,
        lines=[Line(side.account, debit=side.debit, credit=side.credit) for side in planned.sides],
        kind=planned.kind,
        date=planned.day,
        label=label_of(planned),
        request_id=uuid5(found.public_id, str(rank)),
        voucher=voucher,
        by=by,
    )


def _lock(found: BookImport, by: Adult) -> BookImport:
    """The import, locked after its book, as long as it may still be changed."""
    book = _check(lock_book(found.book), by)
    locked = BookImport.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if locked.posted_at:
        raise TakingOverRefused(_("Ce fichier est déjà inscrit au cahier."))
    locked.book = book
    return locked


def _check(book: Book, by: Adult) -> Book:
    if book.cooperative is None or not permissions.can_begin_book(by, book.cooperative):
        raise NotYours(_("Les comptes d’un fichier sont repris par un mandataire en fonction ou par l’association."))
    if not book.takes_entries:
        raise TakingOverRefused(_("Ce cahier ne prend plus d’écriture."))
    if Entry.objects.filter(book=book).exists():
        raise TakingOverRefused(
            _("Ce cahier contient déjà des écritures : un fichier ne se reprend que dans un cahier vide.")
        )
    return book
