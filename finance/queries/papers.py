"""Papers: those that belong to nothing yet, and the expenses that have none."""

import datetime
from collections.abc import Sequence

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from cooperatives.models import Affiliation, Cooperative, StoredFile
from finance.models import (
    Account,
    Book,
    Entry,
    EntryLine,
    InternalSlip,
    LaterPaper,
    MatchedTransaction,
    MoneyRules,
    TrayPaper,
)
from occe.kit.actors import Actor, Adult

A_DAY = datetime.timedelta(days=1)
RUNNING_COSTS = "65"  # the line of the report on which a bank's charges stand
# What French banks print for their own charges; whole words, so that "Franfrais" is none.
BANK_CHARGES = r"\m(frais|commissions?|agios?|tenue de compte|cotisation carte|int[eé]r[eê]ts d[eé]biteurs)\M"


def just_sent(actor: Actor) -> QuerySet[StoredFile]:
    """What an adult sent within a day: it is shown beside the form that it came with, until the form is whole."""
    if not isinstance(actor, Adult):
        return StoredFile.objects.none()
    return StoredFile.objects.filter(uploaded_by_id=actor.user_id, created_at__gte=timezone.now() - A_DAY)


def without_paper(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """The posted expenses of which nobody has shown the paper, and of which no internal slip says why.

    A photo counts; so does an adult's word that the paper is in the box, unless the association asks for photos. What
    was cancelled needs none, nor does a total of a paper book, which has its pages, nor what others print for us:
    `told_by_the_bank`, `told_by_the_association`.
    """
    rules = MoneyRules.objects.in_force(OuterRef("federation"), OuterRef("book__year__starts"))
    asks = Coalesce(Subquery(rules.values("photos_asked")[:1]), Value(False))
    later = LaterPaper.objects.filter(entry=OuterRef("pk"))
    standing = InternalSlip.objects.filter(entry=OuterRef("pk"), undone_at__isnull=True)
    expenses = entries.filter(kind=Entry.Kind.EXPENSE, reversed_by__isnull=True, voucher__file__isnull=True)
    expenses = expenses.exclude(reason=Entry.Reason.PAPER_TOTAL)
    return expenses.exclude(
        Exists(standing) | Exists(later.filter(file__isnull=False)) | (Exists(later) & ~Q(asks))
    ).exclude(told_by_the_bank() | told_by_the_association())


def told_by_the_bank() -> Q:
    """Entries that are a bank's own charge, matched with what its statement says: the statement is their voucher.

    Whoever types a purchase of another kind on a line of the bank still has its paper to bring.
    """
    said = MatchedTransaction.objects.filter(
        match__lines__line__entry=OuterRef("pk"), transaction__label__iregex=BANK_CHARGES
    )
    return Q(Exists(said)) & _only_for(account__report_line=RUNNING_COSTS)


def told_by_the_association() -> Q:
    """Entries that are the year's fee and insurance, noted as received by the association: it is who was paid."""
    received = Affiliation.objects.filter(
        cooperative=OuterRef("book__cooperative"), year=OuterRef("book__year"), paid_on__isnull=False
    )
    theirs = (Account.StandsFor.FEE, Account.StandsFor.INSURANCE)
    return Q(Exists(received)) & _only_for(account__stands_for__in=theirs)


def _only_for(**accounts: object) -> Q:
    """Entries of which no expense line stands elsewhere than on these accounts."""
    spent = EntryLine.objects.filter(entry=OuterRef("pk"), account__kind=Account.Kind.EXPENSE)
    return Q(Exists(spent)) & ~Q(Exists(spent.exclude(**accounts)))


def missing_counts(books: Sequence[Book]) -> dict[int, int]:
    """How many expenses of each book have no paper, by the book's id; those with none missing are left out."""
    found = without_paper(Entry.objects.filter(book__in=books)).order_by().values_list("book")
    return dict(found.annotate(count=Count("pk")))


def waiting_in_tray(actor: Actor, cooperative: Cooperative) -> QuerySet[TrayPaper]:
    """The photos that wait in the part of the tray that the actor sees, the oldest first."""
    papers = TrayPaper.objects.visible_to(actor).waiting().filter(cooperative=cooperative)
    return papers.select_related("file", "classroom", "brought_by").order_by("brought_at", "pk")


def settled_in_tray(actor: Actor, cooperative: Cooperative) -> QuerySet[TrayPaper]:
    """What became of the others, the latest first."""
    papers = TrayPaper.objects.visible_to(actor).filter(~Q(state=TrayPaper.State.WAITING), cooperative=cooperative)
    return papers.select_related("file", "entry", "claim", "settled_by").order_by("-settled_at", "-pk")
