"""The list of entries: filtered, paged, each with what the money was after it. A constant number of queries a page."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cooperatives.models import Classroom
from finance.models import Account, Book, Entry, EntryLine
from occe.kit.folded import fold
from projects.models import Project

ZERO = Decimal(0)
Kind = Account.Kind

# What a list shows; the rest of an entry is read when somebody asks for it (the page of one entry does).
ENTRY = (
    "public_id", "book", "number", "kind", "date", "direct", "total", "voucher__number", "voucher__caption",
    "claim__what", "claim__category", "claim__shop", "slip__label", "reverses__number", "reverses__public_id",
)  # fmt: skip
LINE = (
    "entry", "debit", "credit", "account__kind", "account__code", "account__label_fr", "account__label_en",
    "classroom__name", "project__title",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What to show of a book; an empty field shows all. Days are both included."""

    kind: str = ""
    account: Account | None = None
    classroom: Classroom | None = None
    project: Project | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    words: str = ""
    direct_only: bool = False

    @property
    def is_empty(self) -> bool:
        return self == EntryFilter()


@dataclass(frozen=True, slots=True)
class Purpose:
    """A line that says what for: the account, and the names of the class and the project if there are some."""

    code: str
    label_fr: str
    label_en: str
    classroom: str
    project: str

    @property
    def label(self) -> str:
        """The account's, in the language of the page."""
        return self.label_en if (get_language() or "fr").startswith("en") else self.label_fr


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as a line of the list.

    `purposes` are its lines that say what for (expenses, incomes, what is carried); `came_in` and `went_out` what it
    did to the money, one of them zero (both for money that only changed place); `after` the book's money after it.
    """

    entry: Entry
    purposes: list[Purpose]
    came_in: Decimal
    went_out: Decimal
    after: Decimal

    @property
    def title(self) -> str:
        """What it is, in the language of the page: the words on its expense, slip or paper, else its account."""
        return self._words or self._composed

    @property
    def is_reversed(self) -> bool:
        return self.entry.was_reversed  # type: ignore[attr-defined]

    @property
    def _words(self) -> str:
        entry = self.entry
        if entry.kind == Entry.Kind.REVERSAL:
            return ""
        claim, slip = getattr(entry, "claim", None), getattr(entry, "slip", None)
        written = (claim.bought or claim.shop) if claim else (slip.label if slip else "")
        return written or (entry.voucher.caption if entry.voucher else "")

    @property
    def _composed(self) -> str:
        entry = self.entry
        if entry.reverses:
            return _("Correction de l’écriture n° %(number)s") % {"number": entry.reverses.number}
        if entry.kind in (Entry.Kind.EXPENSE, Entry.Kind.INCOME) and self.purposes:
            return self.purposes[0].label
        return entry.get_kind_display()


def entries_of(book: Book, wanted: EntryFilter | None = None) -> QuerySet[Entry]:
    """The entries of a book that a filter lets through, the latest number first."""
    wanted = wanted or EntryFilter()
    entries = Entry.objects.filter(book=book)
    if wanted.kind:
        entries = entries.filter(kind=wanted.kind)
    if wanted.since:
        entries = entries.filter(date__gte=wanted.since)
    if wanted.until:
        entries = entries.filter(date__lte=wanted.until)
    if wanted.direct_only:
        entries = entries.filter(direct=True)
    axes = {name: getattr(wanted, name) for name in ("account", "classroom", "project") if getattr(wanted, name)}
    if axes:
        entries = entries.filter(Exists(EntryLine.objects.filter(entry=OuterRef("pk"), **axes)))
    if fold(wanted.words):
        entries = entries.filter(pk__in=_with_words(entries, wanted.words))
    return entries.order_by("-number")


def page_of(book: Book, wanted: EntryFilter | None = None, *, number: int | str | None = 1, size: int = 50) -> Page:
    """A page of the list: a Django `Page` whose objects are `EntryRow`. Four queries, however long the book is."""
    page = Paginator(entries_of(book, wanted), size).get_page(number)
    return Page(rows_of(book, page.object_list), page.number, page.paginator)


def rows_of(book: Book, entries: QuerySet[Entry]) -> list[EntryRow]:
    """The given entries of one book as rows. Three queries, however many they are."""
    found = list(
        entries.select_related("voucher", "claim", "slip", "reverses")
        .only(*ENTRY)
        .annotate(was_reversed=Exists(Entry.objects.filter(reverses=OuterRef("pk"))))
    )
    lines = EntryLine.objects.filter(entry__in=[entry.pk for entry in found]).order_by("entry_id", "position")
    moved: dict[int, Decimal] = {}
    purposes: dict[int, list[Purpose]] = {}
    for entry_id, debit, credit, kind, *words in lines.values_list(*LINE):
        if kind == Kind.TREASURY:
            moved[entry_id] = moved.get(entry_id, ZERO) + debit - credit
        else:
            purposes.setdefault(entry_id, []).append(Purpose(*(word or "" for word in words)))
    after = _after(book, [entry.number for entry in found])
    return [
        EntryRow(
            entry,
            purposes.get(entry.pk, []),
            came_in=max(moved.get(entry.pk, ZERO), ZERO),
            went_out=max(-moved.get(entry.pk, ZERO), ZERO),
            after=after[entry.number],
        )
        for entry in found
    ]


def _after(book: Book, numbers: Iterable[int]) -> dict[int, Decimal]:
    """What the money was after each of these entries: a running total over the book, of which those asked for are read.

    In SQL, for a window over a sum is beyond the ORM, and the total of a long book is the database's work.
    """
    wanted = list(numbers)
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT number, after FROM (
                SELECT e.number,
                    sum(coalesce(sum(l.debit - l.credit) FILTER (WHERE a.kind = 'treasury'), 0))
                        OVER (ORDER BY e.number) AS after
                FROM finance_entry e
                JOIN finance_entryline l ON l.entry_id = e.id
                JOIN finance_account a ON a.id = l.account_id
                WHERE e.book_id = %s AND e.number <= %s
                GROUP BY e.number
            ) running WHERE number = ANY(%s)
            """,
            [book.pk, max(wanted), wanted],
        )
        return dict(cursor.fetchall())


def _with_words(entries: QuerySet[Entry], words: str) -> list[int]:
    """Those whose words hold all of these, whatever the accents; an expense's words are searched where they stand."""
    asked = fold(words).split()
    found = []
    columns = ("pk", "label", "voucher__caption", "claim__what", "claim__shop", "slip__label")
    for pk, *texts in entries.values_list(*columns):
        said = fold(" ".join(text or "" for text in texts))
        if all(word in said for word in asked):
            found.append(pk)
    return found
