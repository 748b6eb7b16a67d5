"""The doors to what is said at a year's end, beside the entries: each a small step, done in any order, undone never."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import StoredFile
from finance import permissions
from finance.errors import ClosingRefused, MandateNeeded
from finance.models import Book, YearEnd
from members.naming import looks_like_a_person
from occe.kit.actors import Adult
from occe.kit.folded import clean_text

from .posting import lock_book


@transaction.atomic
def say_where_originals_are(book: Book, *, place: str, by: Adult) -> YearEnd:
    """Say where the box of the paper vouchers stands: "armoire de la classe 2, classeur vert".

    It may be said again when the box moves, also once the book is accepted. Raises MandateNeeded, ClosingRefused.
    """
    end = _year_end(book, by=by)
    line = " ".join(clean_text(place).split())
    if not line:
        raise ClosingRefused(_("Dites dans quelle armoire, quelle boîte ou quel classeur."), field="place")
    if looks_like_a_person(line):
        raise ClosingRefused(_("Dites un lieu, pas une personne : elle peut changer d’école."), field="place")
    end.originals_place = line[:120]
    end.save(update_fields=["originals_place"])
    return end


@transaction.atomic
def keep_activity_report(book: Book, *, file: StoredFile, by: Adult) -> YearEnd:
    """Put the year's activity report with the book; a later one takes its place while the book takes entries.

    Raises MandateNeeded, ClosingRefused.
    """
    end = _year_end(book, by=by, open_only=True)
    end.activity_report = file
    end.save(update_fields=["activity_report"])
    return end


@transaction.atomic
def read_report(book: Book, *, by: Adult) -> YearEnd:
    """Say that the financial report was read up to its last entry. Raises MandateNeeded, ClosingRefused."""
    end = _year_end(book, by=by, open_only=True)
    end.report_read_number = last_number(book)
    end.report_read_at, end.report_read_by_id = timezone.now(), by.user_id
    end.save(update_fields=["report_read_number", "report_read_at", "report_read_by"])
    return end


def last_number(book: Book) -> int:
    """The number of the book's last entry, 0 for an empty one."""
    return book.entries.aggregate(last=Max("number"))["last"] or 0


def _year_end(book: Book, *, by: Adult, open_only: bool = False) -> YearEnd:
    """The book's row, made when it is not there yet, under the lock of the book."""
    book = lock_book(book)
    if not permissions.can_prepare_book(by, book):
        raise MandateNeeded(_("Seul un mandataire en fonction prépare la fin de l’année."))
    if open_only and not book.takes_entries:
        raise ClosingRefused(_("Le cahier %(year)s est parti à l’AD : il ne change plus.") % {"year": book.year.slug})
    return YearEnd.objects.get_or_create(book=book, defaults={"federation_id": book.federation_id})[0]
