"""What each step of the year's end finds in a book: done, to do with what is missing, or no concern of this book.

Each look takes many books of one association and asks a number of questions that does not grow with them: the same
function serves the page of one cooperative and the association's list of all.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from finance.addresses import in_year
from finance.models import (
    Account,
    AccountReview,
    Book,
    CashCount,
    DepositSlip,
    Entry,
    EntryLine,
    ExpenseClaim,
    Handover,
    PaperPage,
    YearEnd,
)
from finance.queries.vouchers import holes_of
from occe.kit.dates import format_day
from occe.kit.euros import format_euros
from projects.models import ActivityReport

from .balances import DEBITS_LESS_CREDITS
from .papers import missing_counts

MOST_NUMBERS = 6  # of a list of papers, so that the sentence stays one


class State(StrEnum):
    """How a step stands."""

    DONE = "done"
    TO_DO = "to_do"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True)
class Missing:
    """A thing that is missing, named, and the page where it is put right."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a step stands in a book, and what it still misses."""

    state: State
    missing: tuple[Missing, ...] = ()


Look = Callable[[Sequence[Book]], dict[int, Standing]]
NOT_OURS = Standing(State.NOT_OURS)


def standing(missing: Iterable[Missing]) -> Standing:
    """Done when nothing is missing."""
    named = tuple(missing)
    return Standing(State.TO_DO if named else State.DONE, named)


def step_address(book: Book, key: str) -> str:
    """The page of a step."""
    return _address("year-step", book, key=key)


# --- the looks -------------------------------------------------------------------------------------------------------


def class_boxes(books: Sequence[Book]) -> dict[int, Standing]:
    """The boxes of the classes are empty: what was entrusted came back, since classes end with the year."""
    rows = (
        EntryLine.objects.filter(entry__book__in=books, account__treasury=Account.Treasury.CLASS_BOX)
        .values_list("entry__book", "classroom__name")
        .order_by("entry__book", "classroom__name")
        .annotate(sum=DEBITS_LESS_CREDITS)
    )
    boxes: dict[int, list] = defaultdict(list)
    for book, classroom, left in rows:
        boxes[book].append((classroom, left))
    found = {}
    for book in books:
        words = _("%(classroom)s : %(amount)s dans la boîte de la classe")
        found[book.pk] = NOT_OURS if book.pk not in boxes else standing(
            Missing(words % {"classroom": name, "amount": format_euros(left)}, in_year("boxes-empty", book))
            for name, left in boxes[book.pk]
            if left
        )  # fmt: skip
    return found


def papers(books: Sequence[Book]) -> dict[int, Standing]:
    """Every expense and deposit was answered, every expense has its paper or a reason, every number is on a
    paper, the box of the originals has a place, and who took over the accounts has signed for them.
    """
    left = {one.book_id: one for one in Handover.objects.open().filter(book__in=books).order_by("-day")}
    claims, slips, holes, bare = _claims(books), _slips(books), holes_of(books), missing_counts(books)
    shown = set(PaperPage.objects.filter(book__in=books).order_by().values_list("book", flat=True))
    placed = set(YearEnd.objects.filter(book__in=books).exclude(originals_place="").values_list("book", flat=True))
    return {
        book.pk: standing(
            [
                *_unanswered(book, claims[book.pk], slips[book.pk]),
                *_without_paper(book, bare.get(book.pk, 0)),
                *_unused(book, holes[book.pk]),
                *_not_taken(left.get(book.pk)),
                *(
                    [Missing(_("Joindre les pages du cahier papier"), _address("paper-book", book))]
                    if book.is_on_paper and book.pk not in shown
                    else []
                ),
                *(
                    []
                    if book.pk in placed
                    else [Missing(_("Dire où sont les originaux"), step_address(book, "papers"))]
                ),
            ]
        )
        for book in books
    }


def activity_report(books: Sequence[Book]) -> dict[int, Standing]:
    """The activity report of the year was sent to the association, or a file is with the book."""
    kept = YearEnd.objects.filter(book__in=books, activity_report__isnull=False).values_list("book", flat=True)
    told, sent = set(kept), reports_sent(books)
    return {
        book.pk: standing(
            [] if book.pk in told or (book.cooperative_id, book.year_id) in sent
            else [Missing(_("Envoyer le compte rendu d’activité"), step_address(book, "activity"))]
        )
        for book in books
    }  # fmt: skip


def reports_sent(books: Sequence[Book]) -> set[tuple[int, int]]:
    """The cooperatives and years of these books whose activity report was sent. One query."""
    sent = ActivityReport.objects.sent().filter(
        cooperative__in={book.cooperative_id for book in books}, year__in={book.year_id for book in books}
    )
    return set(sent.values_list("cooperative", "year"))


def report_read(books: Sequence[Book]) -> dict[int, Standing]:
    """The financial report was read since the last entry was written."""
    last = dict(Entry.objects.filter(book__in=books).values_list("book").order_by().annotate(last=Max("number")))
    read = dict(YearEnd.objects.filter(book__in=books).values_list("book", "report_read_number"))
    return {book.pk: standing(_unread(book, read.get(book.pk), last.get(book.pk, 0))) for book in books}


def cash_counted(books: Sequence[Book]) -> dict[int, Standing]:
    """The cash box was counted for the year's end and an adult confirmed it, unless nothing was ever in it."""
    in_cash = EntryLine.objects.filter(entry__book__in=books, account__treasury=Account.Treasury.CASH)
    used = set(in_cash.values_list("entry__book", flat=True).distinct())
    counts = CashCount.objects.confirmed().filter(book__in=books, for_year_end=True, classroom__isnull=True)
    counted = set(counts.values_list("book", flat=True))
    found = {}
    for book in books:
        wanted = Missing(_("Compter la caisse au dernier jour"), in_year("cash-count-new", book) + "&end=1")
        found[book.pk] = NOT_OURS if book.pk not in used else standing([] if book.pk in counted else [wanted])
    return found


def reviewed(books: Sequence[Book]) -> dict[int, Standing]:
    """The quitus was given, and the book has not changed since."""
    last = dict(Entry.objects.filter(book__in=books).values_list("book").order_by().annotate(last=Max("number")))
    reviews = {review.book_id: review for review in AccountReview.objects.filter(book__in=books)}
    return {book.pk: standing(_unreviewed(book, reviews.get(book.pk), last.get(book.pk, 0))) for book in books}


# --- what they are made of -------------------------------------------------------------------------------------------


def _address(name: str, book: Book, **kwargs: str) -> str:
    assert book.cooperative is not None  # the year's end of the association's own book is not made here
    return reverse(f"finance:{name}", kwargs={"id": book.cooperative.public_id, "slug": book.year.slug, **kwargs})


def _of_books(written: QuerySet, books: Sequence[Book], day: str) -> dict[int, Counter[str]]:
    """How many of these expenses or deposits stand in each state, by the book of the day that they bear."""
    found: dict[int, Counter[str]] = {book.pk: Counter() for book in books}
    places = {(book.cooperative_id, book.year.slug): book.pk for book in books}
    years = {book.year.slug: (book.year.starts, book.year.ends) for book in books}
    rows = written.filter(cooperative__in=[book.cooperative_id for book in books])
    for cooperative, on, state in rows.values_list("cooperative", day, "state"):
        for slug, (starts, ends) in years.items():
            if starts <= on <= ends and (cooperative, slug) in places:
                found[places[cooperative, slug]][state] += 1
    return found


def _claims(books: Sequence[Book]) -> dict[int, Counter[str]]:
    real = ExpenseClaim.objects.real()
    waiting = real.filter(state__in=[ExpenseClaim.State.SENT, ExpenseClaim.State.AGREED], issued_on__isnull=False)
    return _of_books(waiting, books, "issued_on")


def _slips(books: Sequence[Book]) -> dict[int, Counter[str]]:
    return _of_books(DepositSlip.objects.real().waiting().filter(collected_on__isnull=False), books, "collected_on")


def _unanswered(book: Book, claims: Counter[str], slips: Counter[str]) -> list[Missing]:
    sent, agreed, brought = claims[ExpenseClaim.State.SENT], claims[ExpenseClaim.State.AGREED], sum(slips.values())
    said = [
        (sent, ngettext("%(n)s dépense sans réponse", "%(n)s dépenses sans réponse", sent), in_year("week", book)),
        (
            agreed,
            ngettext("%(n)s dépense accordée, pas encore payée", "%(n)s dépenses accordées, pas encore payées", agreed),
            in_year("claims", book),
        ),
        (
            brought,
            ngettext("%(n)s bordereau à inscrire", "%(n)s bordereaux à inscrire", brought),
            in_year("money", book),
        ),
    ]
    return [Missing(words % {"n": count}, url) for count, words, url in said if count]


def _without_paper(book: Book, count: int) -> list[Missing]:
    words = ngettext("%(n)s dépense sans papier", "%(n)s dépenses sans papier", count)
    return [Missing(words % {"n": count}, in_year("papers", book))] if count else []


def _not_taken(handover: Handover | None) -> list[Missing]:
    if handover is None:
        return []
    words = _("Finir la passation du %(day)s : qui reprend les comptes coche et signe")
    address = reverse("finance:handover", kwargs={"id": handover.public_id})
    return [Missing(words % {"day": format_day(handover.day)}, address)]


def _unused(book: Book, holes: list[str]) -> list[Missing]:
    if not holes:
        return []
    named = ", ".join(holes[:MOST_NUMBERS]) + (" …" if len(holes) > MOST_NUMBERS else "")
    words = ngettext(
        "Numéro de pièce qui manque : %(numbers)s", "Numéros de pièces qui manquent : %(numbers)s", len(holes)
    )
    return [Missing(words % {"numbers": named}, _address("unused-number", book))]


def _unreviewed(book: Book, review: AccountReview | None, last: int) -> list[Missing]:
    if review and review.is_granted and review.closed_number is not None and review.closed_number >= last:
        return []
    if review is None:
        words = _("Préparer la réunion des vérificateurs")
    elif review.outcome == AccountReview.Outcome.REFUSED:
        words = _("Les vérificateurs n’ont pas donné quitus")
    elif review.is_closed:
        words = _("Le cahier a changé depuis le quitus")
    else:
        words = _("Finir la vérification")
    return [Missing(words, _address("review", book))]


def _unread(book: Book, read: int | None, last: int) -> list[Missing]:
    if read is not None and read >= last:
        return []
    words = _("Lire le compte rendu financier") if read is None else _("Relire le compte rendu : le cahier a changé")
    return [Missing(words, step_address(book, "report"))]
