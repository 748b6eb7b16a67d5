"""What may be the same thing written twice: told before it is posted, side by side, and never a refusal."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.models import Cooperative, StoredFile
from finance.models import Account, DepositSlip, Entry, ExpenseClaim
from occe.kit.folded import fold

NEAR = datetime.timedelta(days=10)
"""Two papers of one purchase (the till receipt and the card's slip) bear days that lie so near at most."""
MOST = 3
SHORT = 3
WAITING = (ExpenseClaim.State.SENT, ExpenseClaim.State.AGREED)


@dataclass(frozen=True, slots=True)
class Written:
    """What is about to be written: enough to recognise it by. `request_id` is its own, so that it is not its double."""

    kind: str
    accounts: tuple[Account, ...]
    amount: Decimal
    date: datetime.date
    words: str = ""
    photo: StoredFile | None = None
    request_id: UUID | None = None
    claim: ExpenseClaim | None = None
    slip: DepositSlip | None = None


@dataclass(frozen=True, slots=True)
class Double:
    """Something that stands already and looks the same: an entry, or an expense or a deposit that waits; and why."""

    title: str
    date: datetime.date
    amount: Decimal
    why: str
    photo: StoredFile | None
    entry: Entry | None = None
    claim: ExpenseClaim | None = None
    slip: DepositSlip | None = None


def doubles_of(cooperative: Cooperative, written: Written) -> list[Double]:
    """What looks the same in the cooperative: the same picture; or the same sum, near in time, for the same purpose or
    with a word in common. At most three, the nearest first. Two queries.
    """
    found = [
        Double(_title(entry), entry.date, entry.total, why, entry.voucher.file if entry.voucher else None, entry=entry)
        for entry in _entries(cooperative, written)
        if (why := _why_entry(entry, written))
    ]
    found += [
        Double(str(claim.title), claim.issued_on, claim.amount, why, claim.photo, claim=claim)
        for claim in _claims(cooperative, written)
        if claim.issued_on and claim.amount and (why := _why_claim(claim, written))
    ]
    found += [
        Double(_words_of(slip), slip.collected_on, slip.amount, why, None, slip=slip)
        for slip in _slips(cooperative, written)
        if slip.collected_on and (why := _why_slip(slip, written))
    ]
    return sorted(found, key=lambda one: abs(one.date - written.date))[:MOST]


def _entries(cooperative: Cooperative, written: Written) -> QuerySet[Entry]:
    near = Q(total=written.amount, date__range=(written.date - NEAR, written.date + NEAR))
    same = Q(voucher__file__sha256=written.photo.sha256) if written.photo else Q(pk__in=[])
    standing = Entry.objects.filter(near | same, book__cooperative=cooperative, kind=written.kind)
    standing = standing.filter(reversed_by__isnull=True).exclude(request_id=written.request_id)
    return standing.select_related("voucher__file", "claim", "slip").prefetch_related("lines__account")


def _claims(cooperative: Cooperative, written: Written) -> QuerySet[ExpenseClaim]:
    if written.kind != Entry.Kind.EXPENSE:
        return ExpenseClaim.objects.none()
    near = Q(amount=written.amount, issued_on__range=(written.date - NEAR, written.date + NEAR))
    same = Q(photo__sha256=written.photo.sha256) if written.photo else Q(pk__in=[])
    waiting = ExpenseClaim.objects.real().filter(near | same, cooperative=cooperative, state__in=WAITING)
    own = written.claim.pk if written.claim else None
    return waiting.exclude(pk=own).exclude(public_id=written.request_id).select_related("account", "photo")


def _slips(cooperative: Cooperative, written: Written) -> QuerySet[DepositSlip]:
    """The deposits of the same sum that wait for a mandataire, when it is money that comes in."""
    if written.kind != Entry.Kind.INCOME:
        return DepositSlip.objects.none()
    near = (written.date - NEAR, written.date + NEAR)
    waiting = DepositSlip.objects.real().waiting().filter(cooperative=cooperative, collected_on__range=near)
    own = written.slip.pk if written.slip else None
    return waiting.exclude(pk=own).with_sums().filter(amount=written.amount).select_related("account")


def _why_entry(entry: Entry, written: Written) -> str:
    file = entry.voucher.file if entry.voucher else None
    if _same_picture(file, written):
        return _("la même photo")
    codes = {line.account.code for line in entry.lines.all()}
    same = bool(codes & {account.code for account in written.accounts})
    return _why(written, f"{_title(entry)} {_shop(entry)}", entry.date, same)


def _why_claim(claim: ExpenseClaim, written: Written) -> str:
    if _same_picture(claim.photo, written):
        return _("la même photo")
    same = claim.account is not None and claim.account.code in {account.code for account in written.accounts}
    return _why(written, f"{claim.what} {claim.shop}", claim.issued_on or written.date, same)


def _why_slip(slip: DepositSlip, written: Written) -> str:
    same = slip.account is not None and slip.account.code in {account.code for account in written.accounts}
    return _why(written, slip.label, slip.collected_on or written.date, same)


def _words_of(slip: DepositSlip) -> str:
    return slip.label or (slip.account.label if slip.account else "")


def _why(written: Written, words: str, date: datetime.date, same_purpose: bool) -> str:
    """Why the same sum looks like the same thing, or "" when it does not."""
    if _long(words) & _long(written.words):
        return _("la même somme, %(when)s, et un mot en commun") % {"when": _how_near(date, written.date)}
    if same_purpose and not (_long(words) and _long(written.words)):
        return _("la même somme, pour la même chose, %(when)s") % {"when": _how_near(date, written.date)}
    if same_purpose and date == written.date:
        return _("la même somme, le même jour, pour la même chose")
    return ""


def _how_near(one: datetime.date, other: datetime.date) -> str:
    days = abs((one - other).days)
    if not days:
        return _("le même jour")
    return ngettext("à %(days)s jour près", "à %(days)s jours près", days) % {"days": days}


def _same_picture(file: StoredFile | None, written: Written) -> bool:
    return file is not None and written.photo is not None and file.sha256 == written.photo.sha256


def _long(text: str) -> set[str]:
    """The words that say something."""
    return {word for word in fold(text).split() if len(word) > SHORT}


def _title(entry: Entry) -> str:
    """The words that somebody wrote of it, else the label."""
    claim, slip = getattr(entry, "claim", None), getattr(entry, "slip", None)
    written = claim.what if claim else (slip.label if slip else "")
    return written or (entry.voucher.caption if entry.voucher else "") or entry.label


def _shop(entry: Entry) -> str:
    claim = getattr(entry, "claim", None)
    return claim.shop if claim else ""
