"""What a review shows: its reviewers, its sample with what was said of each paper, what each link opened."""

from dataclasses import dataclass

from councils.models import Decision
from finance.models import AccountReview, Entry, Reviewer, SampledEntry, SampleLook

from .entries import EntryRow, rows_of

MOST_DECISIONS = 60


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


def reviewers_of(review: AccountReview) -> list[Reviewer]:
    """Those who stand, in the order in which they were named, with their links."""
    return list(review.reviewers.filter(withdrawn_at__isnull=True).select_related("link"))


def decisions_of(review: AccountReview) -> list[Decision]:
    """What the councils of the cooperative decided in the year, the money first: the register that reviewers see."""
    book = review.book
    decided = Decision.objects.filter(council__cooperative=book.cooperative_id, council__year=book.year_id)
    return list(decided.order_by("amount", "-date")[:MOST_DECISIONS])
