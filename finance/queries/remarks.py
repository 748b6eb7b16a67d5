"""The association's remarks about the entries of a book, beside each entry and together."""

from finance.models import Book, Entry, EntryRemark


def remarks_of(book: Book) -> list[EntryRemark]:
    """All of a book, by entry, those without an answer first. One query."""
    rows = EntryRemark.objects.filter(entry__book=book).select_related("entry", "by", "answered_by")
    return sorted(rows, key=lambda one: (one.answered_at is not None, one.entry.number))


def remarks_on(entry: Entry) -> list[EntryRemark]:
    """Those about one entry, in the order in which they were said."""
    return list(EntryRemark.objects.filter(entry=entry).select_related("by", "answered_by"))
