"""The labels of posted entries, composed by the portal from facts: never from what a child wrote.

They are part of the accounts, so they are French whatever the language of the page; pages name an entry in their own
language from its kind, its paper and its account.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from cooperatives.models import Classroom, Cooperative
from finance.models import Account, Entry, Voucher


def opening_label() -> str:
    with override("fr"):
        return _("Report de l’an dernier")


def voucher_label(account: Account, voucher: Voucher | None) -> str:
    """`D01 · Activités éducatives`."""
    return f"{voucher.number} · {account.label_fr}" if voucher else account.label_fr


def split_label(accounts: Sequence[Account], voucher: Voucher | None) -> str:
    """`D01 · Activités éducatives, Assurances`: each account of a paper once, in their order."""
    words = ", ".join(dict.fromkeys(account.label_fr for account in accounts))
    return f"{voucher.number} · {words}" if voucher else words


def advance_label(classroom: Classroom, *, returned: bool) -> str:
    with override("fr"):
        sentence = _("Retour de l’avance de la classe %(name)s") if returned else _("Avance à la classe %(name)s")
    return sentence % {"name": classroom.name}


def transfer_label(source: Account, target: Account) -> str:
    """`Banque → Caisse`."""
    return f"{source.label_fr} → {target.label_fr}"


def handed_on_label(target: Cooperative | None, number: int) -> str:
    """In the book that ends: to whom, and under which number it stands there."""
    with override("fr"):
        if target is None:
            sentence = _("Transmis à l’association : écriture n° %(number)s de son cahier")
        else:
            sentence = _("Transmis à la coopérative n° %(other)s : écriture n° %(number)s de son cahier")
    return sentence % {"other": target.number if target else "", "number": number}


def taken_over_label(source: Cooperative, number: int) -> str:
    """In the book that receives: from whom, and under which number it left."""
    with override("fr"):
        sentence = _("Venu de la coopérative n° %(other)s : écriture n° %(number)s de son cahier")
    return sentence % {"other": source.number, "number": number}


def reversal_label(entry: Entry, reason: str) -> str:
    with override("fr"):
        words = Entry.Reason(reason).label
        return _("Correction de l’écriture n° %(number)s : %(reason)s") % {"number": entry.number, "reason": words}


def paper_total_label(account: Account) -> str:
    with override("fr"):
        return _("%(account)s, total de l’année d’après le cahier papier") % {"account": account.label_fr}


def paper_cash_label() -> str:
    with override("fr"):
        return _("Part de la caisse dans les totaux du cahier papier")
