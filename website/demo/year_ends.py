"""The end of the year as it is lived: a year on paper, papers in their box, reviewers at work, a book sent back.

Nothing of it touches an amount of the table. What is done now goes through the doors of the pages; what the autumn
before saw is written with its own days.
"""

from decimal import Decimal

from cooperatives.models import Cooperative
from cooperatives.services.files import store_file
from finance.chart_of_accounts import ASSOCIATION_AID
from finance.models import (
    Account,
    AccountReview,
    BankAccount,
    Book,
    Entry,
    EntryLine,
    EntryRemark,
    LaterPaper,
    Reviewer,
)
from finance.queries.balances import money
from finance.queries.bank import open_lines
from finance.services.cash_counts import count_alone
from finance.services.goods import enter_item
from finance.services.paper_books import Compared, add_page, choose_mode, record_totals
from finance.services.reconciling import close_month, tick_by_hand
from finance.services.reviews import begin_review, close_review, look, name_reviewer, note_meeting
from finance.services.year_ends import keep_activity_report, read_report, say_where_originals_are
from members.models import User
from occe.kit.actors import Adult
from occe.kit.uploads.pipeline import clean_upload

from .accounts_of_last_year import AID_OF_THE_ASSOCIATION, YearOfAccounts
from .clock import Clock
from .receipts import draw_minutes, draw_receipt

ON_PAPER = 20  # the school of thirteen, whose teacher does everything alone
AT_REVIEW, SENT_BACK = 11, 4
# What the cash box of n° 11 holds on the last day, 26,40, in notes and coins: how many of each, by cents.
LAST_CASH = {2000: 1, 500: 1, 100: 1, 20: 2}
CASH_ON_PAPER = {1000: 1, 200: 1, 20: 1, 10: 1}  # the 12,30 of n° 20, told likewise


def mandataire_of(cooperative: Cooperative) -> Adult:
    """Who holds its mandate, as an actor."""
    return Adult(cooperative.mandates.filter(rank=1).latest("starts_on").user_id, cooperative.federation_id)


def tell_paper_year(book: Book, figures: YearOfAccounts, codes: dict[str, str], clock: Clock) -> None:
    """A year kept on paper: the totals of the table typed once, the bank beside them, a page photographed, its quitus.

    `codes` gives the account of each line of the report.
    """
    assert book.cooperative is not None  # a school keeps it
    by = mandataire_of(book.cooperative)
    book = choose_mode(book, mode=Book.Mode.SUMMARY, by=by)
    accounts = {account.code: account for account in Account.objects.filter(year=book.year_id)}
    sums = {codes[line]: amount for line, amount in {**figures.income, **figures.expense}.items()}
    aid = min(AID_OF_THE_ASSOCIATION.get(figures.number, Decimal(0)), sums[codes["742"]])
    sums |= {codes["742"]: sums[codes["742"]] - aid, ASSOCIATION_AID: aid}
    bank = figures.closing - figures.opening_cash
    record_totals(
        book, totals={accounts[code]: amount for code, amount in sums.items()}, closing_bank=bank,
        closing_cash=figures.opening_cash, compared=Compared(bank), date=book.year.ends, by=by,
    )  # fmt: skip
    page = draw_receipt("Cahier de coopérative", book.year.ends, [
        ("Recettes", sum(figures.income.values())), ("Dépenses", sum(figures.expense.values())),
    ])  # fmt: skip
    add_page(book, file=_kept(book.cooperative, page, by), by=by)
    _papers_of_the_pack(book, by, clock, place="Placard de la classe, classeur bleu", cash=CASH_ON_PAPER)
    _quitus(book, by, clock)


def put_papers_away(cooperatives: dict[int, Cooperative], clock: Clock) -> None:
    """Each expense of the years before has its paper in the box of the originals, on its mandataire's word."""
    by = {cooperative.pk: mandataire_of(cooperative).user_id for cooperative in cooperatives.values()}
    bought = Entry.objects.filter(book__cooperative__in=by, kind=Entry.Kind.EXPENSE, book__year__ends__lt=clock.anchor)
    LaterPaper.objects.bulk_create(
        LaterPaper(federation_id=federation, entry_id=entry, added_by_id=by[cooperative])
        for entry, federation, cooperative in bought.exclude(reason=Entry.Reason.PAPER_TOTAL)
        .values_list("pk", "federation_id", "book__cooperative")
    )  # fmt: skip


def tell_year_ends(cooperatives: dict[int, Cooperative], clock: Clock, treasurer: User) -> None:
    """After the banks have their accounts: everything but the quitus at n° 11, a remark by entry at n° 4."""
    at_review, sent_back = (
        Book.objects.select_related("year", "cooperative").get(
            cooperative=cooperatives[number], year__starts=clock.year(1).start
        )
        for number in (AT_REVIEW, SENT_BACK)
    )
    _all_but_the_quitus(at_review, clock)
    _first_looks(at_review)
    _remark(sent_back, treasurer)


def _all_but_the_quitus(book: Book, clock: Clock) -> None:
    assert book.cooperative is not None
    by, ends = mandataire_of(book.cooperative), book.year.ends
    account = BankAccount.objects.get(cooperative=book.cooperative)
    lines = [line.pk for line in open_lines(account) if book.year.starts <= line.date <= ends]
    held = money(book, as_of=ends)
    tick_by_hand(account, book, ends_on=ends, end_balance=held.bank, ticked=lines, by=by)
    close_month(account, book, month=ends.replace(day=1), by=by)
    bought = EntryLine.objects.select_related("entry").get(entry__book=book, account__code="68000008")
    enter_item(
        book.cooperative, label=bought.entry.label, place="Bureau", acquired_on=bought.entry.date, price=bought.debit,
        line=bought, request_id=book.public_id, by=by,
    )  # fmt: skip
    _papers_of_the_pack(book, by, clock, place="Armoire du bureau, classeur jaune", cash=LAST_CASH)


def _papers_of_the_pack(book: Book, by: Adult, clock: Clock, *, place: str, cash: dict[int, int]) -> None:
    """What goes with the report beside the bank and the quitus: the cash counted, the box, the activity report."""
    assert book.cooperative is not None
    count_alone(
        book, by=by, request_id=book.public_id, pieces=cash, counted_on=book.year.ends, for_year_end=True
    )  # fmt: skip
    say_where_originals_are(book, place=place, by=by)
    told = draw_minutes(book.cooperative.name, clock.day(9, 12), title="Compte rendu d’activité (imaginé)", held="Page")
    keep_activity_report(book, file=_kept(book.cooperative, told, by), by=by)
    read_report(book, by=by)


def _quitus(book: Book, by: Adult, clock: Clock) -> None:
    """Two reviewers, everything seen, the sheet signed."""
    assert book.cooperative is not None
    review = begin_review(book, by=by)
    name_reviewer(review, name="Irène Combelle", quality=Reviewer.Quality.PARENT, by=by)
    name_reviewer(review, name="Paulin Vaissière", quality=Reviewer.Quality.OTHER, by=by)
    for sampled in review.sample.all():
        look(sampled, is_right=True, remark="", by=by)
    held_on = clock.day(9, 12)
    seen = dict.fromkeys(AccountReview.TICKS, True)
    opinion = "On a compté la caisse avec eux. On sait dire ce qui reste."
    review = note_meeting(review, held_on=held_on, ticks=seen, remarks="", opinion=opinion, by=by)
    sheet = draw_minutes(book.cooperative.name, held_on, title="Feuille de vérification (imaginée)", held="Réunion")
    close_review(
        review, outcome=AccountReview.Outcome.GRANTED, sheet=_kept(book.cooperative, sheet, by), by=by
    )  # fmt: skip


def _first_looks(book: Book) -> None:
    """One reviewer has found a paper in order, the other asks about the next one; the rest waits for the evening."""
    assert book.cooperative is not None
    by = mandataire_of(book.cooperative)
    review = begin_review(book, by=by)
    parent = name_reviewer(review, name="Solène Imbert", quality=Reviewer.Quality.PARENT, by=by)
    teacher = name_reviewer(review, name="Yann Delzons", quality=Reviewer.Quality.TEACHER, by=by)
    first, second = review.sample.order_by("rank")[:2]
    look(first, is_right=True, remark="", by=by, reviewer=parent)
    look(second, is_right=False, remark="Le total est à moitié effacé : à lire sur l’original.", by=by,
         reviewer=teacher)  # fmt: skip


def _remark(book: Book, treasurer: User) -> None:
    """Said while the book was read, on the day on which it was sent back."""
    entry = Entry.objects.filter(book=book, kind=Entry.Kind.EXPENSE, label="Car pour le Puy Mary").earliest("number")
    text = "Payée en juin, passée à la banque en juillet ? Le relevé qui encadre le 31 août le dira."
    EntryRemark.objects.create(
        federation_id=book.federation_id, entry=entry, text=text, by=treasurer, at=book.decided_at
    )  # fmt: skip


def _kept(cooperative: Cooperative, drawn: bytes, by: Adult):
    clean = clean_upload(drawn, name="page.jpg", declared_type="image/jpeg")
    return store_file(clean, federation=cooperative.federation, cooperative=cooperative, by=by)
