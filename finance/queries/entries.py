"""The list of entries: filtered, paged, each with what the money was after it. A constant number of queries a page."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Exists, F, Func, JSONField, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cooperatives.models import Classroom
from finance.models import Account, Book, Entry, EntryLine
from occe.kit.folded import fold
from projects.models import Project

from . import balances

ZERO = Decimal(0)
Kind = Account.Kind

# What a list shows; the rest of an entry is read when somebody asks for it (the page of one entry does).
ENTRY = (
    "public_id", "book", "number", "kind", "date", "direct", "total", "voucher__number", "voucher__caption",
    "claim__what", "claim__category", "claim__shop", "slip__label", "reverses__number", "reverses__public_id",
)  # fmt: skip
LINE = (
    "debit", "credit", "account__kind", "account__code", "account__label_fr", "account__label_en", "classroom__name",
    "project__title",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What to show of a book; an empty field shows all. Days are both included; an account may be given by its id."""

    kind: str = ""
    account: Account | int | None = None
    classroom: Classroom | int | None = None
    project: Project | int | None = None
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
        return (entry.kind == Entry.Kind.TRANSFER and _way(entry)) or entry.get_kind_display()


def filter_choices(book: Book) -> dict[str, list[tuple[int, str]]]:
    """What the list may be filtered by: ids and names of accounts, classes and projects, by name of the filter.

    One query for the three.
    """
    label = "label_en" if (get_language() or "fr").startswith("en") else "label_fr"
    chart = Account.objects.filter(federation_id=book.federation_id, year_id=book.year_id, is_active=True)
    purposes = chart.filter(kind__in=(Kind.EXPENSE, Kind.INCOME))
    classes = Classroom.objects.filter(cooperative=book.cooperative_id, year=book.year_id)
    projects = Project.objects.filter(cooperative=book.cooperative_id)
    rows = [
        queryset.order_by()
        .annotate(axis=Value(axis), place=place, words=F(words))
        .values_list("axis", "place", "pk", "words")
        for axis, queryset, place, words in (
            ("account", purposes, F("position"), label),
            ("classroom", classes, Value(0), "name"),
            ("project", projects, Value(0), "title"),
        )
    ]
    choices: dict[str, list[tuple[int, str]]] = {"account": [], "classroom": [], "project": []}
    for axis, _place, pk, words in rows[0].union(*rows[1:], all=True).order_by("axis", "place", "pk"):
        choices[axis].append((pk, words))
    choices["project"].reverse()  # the newest first
    return choices


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


class BookPages(Paginator):
    """The pages of a whole book. Its numbers have no gap: the last one says how many entries there are, and where each
    page begins, so that the last page of a long book is read as fast as the first.
    """

    def __init__(self, entries: QuerySet[Entry], size: int, *, last: int):
        super().__init__(entries, size)
        self.count = last

    def page(self, number: int | str) -> Page:
        valid = self.validate_number(number)
        top = self.count - (valid - 1) * self.per_page
        return Page(self.object_list.filter(number__lte=top, number__gt=top - self.per_page), valid, self)


def page_of(
    book: Book,
    wanted: EntryFilter | None = None,
    *,
    number: int | str | None = 1,
    size: int = 50,
    last: int | None = None,
    now: Decimal | None = None,
) -> Page:
    """A page of the list: a Django `Page` whose objects are `EntryRow`. Three queries, however long the book is.

    Who has read the number of the book's last entry, and its money now, gives them: then one query does.
    """
    entries = entries_of(book, wanted)
    whole = last is not None and (wanted is None or wanted.is_empty)
    pages = BookPages(entries, size, last=last) if whole else Paginator(entries, size)
    page = pages.get_page(number)
    return Page(rows_of(book, page.object_list, last=last, now=now), page.number, page.paginator)


def rows_of(
    book: Book, entries: QuerySet[Entry], *, last: int | None = None, now: Decimal | None = None
) -> list[EntryRow]:
    """The given entries of one book, the latest first, as rows: `_read` and what the money was after each."""
    found = [(entry, *_read(entry)) for entry in _with_lines(entries)]
    after = _after(book, [(entry.number, moved) for entry, moved, _purposes in found], last, now)
    return [
        EntryRow(entry, purposes, came_in=max(moved, ZERO), went_out=max(-moved, ZERO), after=after[entry.number])
        for entry, moved, purposes in found
    ]


def _with_lines(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Adds `told`, the lines of each entry as LINE names them, in one query."""
    lines = EntryLine.objects.filter(entry=OuterRef("pk")).order_by("position")
    texts = [Cast(name, TextField()) if name in ("debit", "credit") else F(name) for name in LINE]
    told = ArraySubquery(lines.values(told=Func(*texts, function="jsonb_build_array", output_field=JSONField())))
    reversals = Entry.objects.filter(reverses=OuterRef("pk"))
    entries = entries.select_related("voucher", "claim", "slip", "reverses").only(*ENTRY)
    return entries.annotate(was_reversed=Exists(reversals), told=told)


def _read(entry: Entry) -> tuple[Decimal, list[Purpose]]:
    """What an entry did to the money, and its lines that say what for."""
    moved, purposes = ZERO, []
    for debit, credit, kind, *words in entry.told:  # type: ignore[attr-defined]
        if kind == Kind.TREASURY:
            moved += Decimal(debit) - Decimal(credit)
        else:
            purposes.append(Purpose(*(word or "" for word in words)))
    return moved, purposes


def _way(entry: Entry) -> str:
    """From where to where the money of a transfer went, in the language of the page."""
    label = 2 if (get_language() or "fr").startswith("en") else 1
    places = [(Decimal(debit), words[label]) for debit, _out, kind, *words in entry.told if kind == Kind.TREASURY]  # type: ignore[attr-defined]
    return " → ".join(name for _debit, name in sorted(places))


def _after(
    book: Book, moves: Sequence[tuple[int, Decimal]], last: int | None, now: Decimal | None
) -> dict[int, Decimal]:
    """What the money was after each of these entries, the latest first; given with what each did to it.

    Numbers that follow each other are told from the total after the first of them: no total is asked at all where they
    end with the book's last entry.
    """
    if not moves:
        return {}
    numbers = [number for number, _moved in moves]
    if numbers != list(range(numbers[0], numbers[0] - len(numbers), -1)):
        return _totals(book, numbers)
    total = now if now is not None and numbers[0] == last else balances.money(book, up_to=numbers[0]).total
    after = {}
    for number, moved in moves:
        after[number] = total
        total -= moved
    return after


def _totals(book: Book, wanted: Sequence[int]) -> dict[int, Decimal]:
    """The same for any numbers: a running total over the book, of which those asked for are read.

    In SQL, for a window over a sum is beyond the ORM, and the total of a long book is the database's work.
    """
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
            [book.pk, max(wanted), list(wanted)],
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
