"""The memo list: what is to be paid or to come in, outside the ledger, and how it ends."""

import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance import permissions
from finance.errors import MandateNeeded, MemoRefused, NameWritten
from finance.models import Entry, ExpenseClaim, Memo
from members.naming import looks_like_a_person
from occe.kit.actors import Adult
from occe.kit.folded import clean_line

from .enough import check_amount


@transaction.atomic
def note_memo(
    cooperative: Cooperative,
    *,
    kind: str,
    what: str,
    amount: Decimal,
    by: Adult,
    who: str = "",
    due_on: datetime.date | None = None,
) -> Memo:
    """Note what is owed either way. `who` is a shop, the town hall: a name of a person or family is refused.

    The same one again, still open: no change. Raises MandateNeeded, NameWritten, MemoRefused.
    """
    _check_may(cooperative, by)
    check_amount(amount, MemoRefused)
    for field, text in (("what", what), ("who", who)):
        if looks_like_a_person(text):
            raise NameWritten(
                _("Écrivez un magasin, la mairie, une association : jamais une personne ni une famille."), field=field
            )
    facts = {
        "kind": Memo.Kind(kind),
        "what": clean_line(what[:120]),
        "who": clean_line(who[:80]) if who.strip() else "",
        "amount": amount,
        "due_on": due_on,
    }
    standing = Memo.objects.filter(cooperative=cooperative, **facts).open().first()
    if standing:
        return standing
    return Memo.objects.create(
        federation_id=cooperative.federation_id, cooperative=cooperative, noted_by_id=by.user_id, **facts
    )


@transaction.atomic
def settle_memo(memo: Memo, kept: Entry | ExpenseClaim, *, by: Adult) -> Memo:
    """Link a memo with what was written on the day of payment: the entry, or the expense that waits for an adult.

    Raises MandateNeeded; MemoRefused for what ended before, or an entry of another cooperative.
    """
    memo = _locked(memo, by)
    place = kept.book.cooperative_id if isinstance(kept, Entry) else kept.cooperative_id
    if place != memo.cooperative_id:
        raise MemoRefused(_("Cette écriture est celle d’une autre coopérative."))
    field = "entry" if isinstance(kept, Entry) else "claim"
    if getattr(memo, f"{field}_id") == kept.pk:
        return memo
    setattr(memo, field, kept)
    memo.save(update_fields=[field])
    return memo


@transaction.atomic
def drop_memo(memo: Memo, *, reason: str, by: Adult) -> Memo:
    """Take from the list what will be neither paid nor received. Raises MandateNeeded, MemoRefused."""
    memo = _locked(memo, by)
    reason = clean_line(reason[:200]) if reason.strip() else ""
    if not reason or looks_like_a_person(reason):
        raise MemoRefused(
            _("Dites pourquoi cette somme ne sera ni payée ni reçue, sans nom de personne."), field="reason"
        )
    memo.dropped_at, memo.dropped_why = timezone.now(), reason
    memo.save(update_fields=["dropped_at", "dropped_why"])
    return memo


def _check_may(cooperative: Cooperative, by: Adult) -> None:
    if not permissions.can_record_money(by, cooperative):
        raise MandateNeeded(_("Seul un mandataire en fonction tient cette liste."))


def _locked(memo: Memo, by: Adult) -> Memo:
    memo = Memo.objects.select_for_update(of=("self",)).select_related("cooperative").get(pk=memo.pk)
    _check_may(memo.cooperative, by)
    if not Memo.objects.filter(pk=memo.pk).open().exists():
        raise MemoRefused(_("Cette ligne est déjà réglée ou retirée."))
    return memo
