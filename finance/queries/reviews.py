"""What a review shows: its reviewers, its sample with what was said of each paper, what each link opened."""

from dataclasses import dataclass

from cooperatives.models import StoredFile
from councils.models import Decision
from finance.models import (
    AccountReview,
    Entry,
    InternalSlip,
    LaterPaper,
    Reviewer,
    ReviewView,
    SampledEntry,
    SampleLook,
    YearEnd,
)

from .entries import EntryRow, rows_of

MOST_DECISIONS = 60
MOST_VIEWS = 60


@dataclass(frozen=True, slots=True)
class Sampled:
    """A sampled entry as a line: the row of the book, why it is here, what was said of it."""

    sampled: SampledEntry
    row: EntryRow
    looks: list[SampleLook]

    @property
    def is_seen(self) -> bool:
        return bool(self.looks)


def sample_of(review: AccountReview) -> list[Sampled]:
    """The sample in its order. A number of queries that does not grow with it."""
    sample = list(review.sample.prefetch_related("looks__reviewer").order_by("rank"))
    rows = {row.entry.pk: row for row in rows_of(review.book, Entry.objects.filter(samples__review=review))}
    return [Sampled(one, rows[one.entry_id], list(one.looks.all())) for one in sample]


@dataclass(frozen=True, slots=True)
class SampledPaper:
    """What is known of a sampled paper: its pictures (the voucher's, then those that came later), whether it is in the
    box of the originals and where that box stands, or the slip that says why there is none.
    """

    files: list[StoredFile]
    is_kept: bool
    place: str
    slip: InternalSlip | None


def paper_of(sampled: SampledEntry) -> SampledPaper:
    """The paper of a sampled entry, as its reviewer looks at it. Three queries; the voucher's file comes along."""
    entry = sampled.entry
    later = list(LaterPaper.objects.filter(entry=entry).select_related("file").order_by("pk"))
    files = [entry.voucher.file] if entry.voucher and entry.voucher.file else []
    files += [paper.file for paper in later if paper.file]
    place = YearEnd.objects.filter(book=entry.book_id).values_list("originals_place", flat=True).first() or ""
    slip = InternalSlip.objects.filter(entry=entry, undone_at__isnull=True).first()
    return SampledPaper(files, is_kept=bool(later or entry.voucher), place=place, slip=slip)


def not_yet_sampled(review: AccountReview) -> list[EntryRow]:
    """What else of the book may be asked for, the first number first. A constant number of queries."""
    rest = Entry.objects.filter(book=review.book).exclude(samples__review=review)
    return rows_of(review.book, rest.order_by("-number"))[::-1]


def views_of(review: AccountReview) -> list[ReviewView]:
    """What the links opened, the latest first."""
    views = ReviewView.objects.filter(reviewer__review=review).select_related("reviewer")
    return list(views.order_by("-pk")[:MOST_VIEWS])


def reviewers_of(review: AccountReview) -> list[Reviewer]:
    """Those who stand, in the order in which they were named, with their links."""
    return list(review.reviewers.filter(withdrawn_at__isnull=True).select_related("link"))


def decisions_of(review: AccountReview) -> list[Decision]:
    """What the councils of the cooperative decided in the year, the money first: the register that reviewers see."""
    book = review.book
    decided = Decision.objects.filter(council__cooperative=book.cooperative_id, council__year=book.year_id)
    return list(decided.order_by("amount", "-date")[:MOST_DECISIONS])
