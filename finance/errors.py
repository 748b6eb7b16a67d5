"""What the room refuses, in sentences for people."""

from occe.kit.errors import DomainError


class NotYours(DomainError):
    """The actor has no right to this act (the page should not have offered it)."""


class BookTakesNoEntries(DomainError):
    """The book was sent or accepted, or its cooperative is suspended or closed."""


class BookCannotMove(DomainError):
    """The book is not in a state from which this step leads."""


class DateOutOfYear(DomainError):
    """The day lies outside the book's school year, or in the future."""


class EntryRefused(DomainError):
    """The lines of an entry cannot be posted: they do not balance, or name an account that is not of this book."""


class RequestAlreadyUsed(DomainError):
    """The same request was posted before with another content."""


class EntryAlreadyReversed(DomainError):
    """The entry was corrected before, or is itself a correction."""


class BankNotOpen(EntryRefused):
    """The cooperative's bank account is being opened: nothing is paid from it yet."""


class NotEnoughMoney(EntryRefused):
    """There is less in the box than what is taken out of it."""


class SecondAdultNeeded(EntryRefused):
    """The sum is above the federation's threshold: one adult alone does not let it out."""


class OverLimit(EntryRefused):
    """The sum is above what this person agrees to or records at once: the association set a limit."""


class VoucherNumberTaken(DomainError):
    """The number is on another paper of this book, or was declared unused."""


class MemoRefused(DomainError):
    """Something of a memo is missing, or it has ended before."""


class MandateNeeded(NotYours):
    """Only a mandataire in office does this."""


class ClaimRefused(DomainError):
    """Something of an expense or a slip is missing or does not fit; the sentence says what to write."""


class ClaimChanged(DomainError):
    """Somebody else saved another version in the meantime: nothing is overwritten."""


class ClaimAlreadyAnswered(DomainError):
    """The expense or slip is no longer where this act begins; the sentence says who did what, and when."""


class NameWritten(ClaimRefused):
    """A text names a person: labels tell things, not people."""


class FecRefused(DomainError):
    """The file for the auditor cannot be named: the association has no SIRET yet."""


class PaymentRefused(DomainError):
    """What was said of how a sum moved does not fit its line, or something else was noted before."""


class ChequebookRefused(DomainError):
    """Something of a chequebook or a cheque is missing or does not fit; the sentence says what to write."""


class ClosingRefused(DomainError):
    """Something of the year's end cannot be said so, or not any more; the sentence says what to do."""


class PaperBookRefused(DomainError):
    """The totals of a paper book do not add up, or the book is not (or cannot be) kept on paper."""


class CountRefused(DomainError):
    """A count of a cash box is not ready for this act; the sentence says what is missing."""


class OpeningRefused(DomainError):
    """The accounts cannot be opened so; the sentence says what is missing."""


class GoodRefused(DomainError):
    """Something of a good of the inventory does not fit; the sentence says what."""


class AdvanceRefused(DomainError):
    """An advance to a class is not ready for this act; the sentence says what is missing."""


class BankRefused(DomainError):
    """Something at the bank cannot be done so: another account's file, sums that differ, a month that is closed."""


class TakingOverRefused(DomainError):
    """A file of accounts kept elsewhere cannot enter this book; the sentence says why, and at which line."""


class DepositRefused(DomainError):
    """A deposit of cheques is not ready for this act; the sentence says what is missing."""


class MergerRefused(DomainError):
    """A cooperative cannot hand on its money yet; the sentences name what waits."""


class GrantRefused(DomainError):
    """Something of a grant or an activity is missing or does not fit; the sentence says what to write."""


class ReviewRefused(DomainError):
    """Something of the review of the accounts lacks or may not be; the sentence says what to do."""


class AdviceRefused(DomainError):
    """An advice on purchases lacks a word, or has one that another advice has; the sentence says which."""
