"""What is asked of every file, whatever its format: our currency, sums that hold, periods that follow; and what is
told.

A sum that does not hold refuses the whole file (a line is missing, or was changed); what may be true but deserves a
look is a warning of its statement.
"""

from collections import Counter, defaultdict
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from finance.statements.drafts import Draft
from finance.statements.errors import FileRefused
from finance.statements.shapes import ZERO, ReadStatement, StatementLine, Warning
from occe.kit.dates import format_day
from occe.kit.euros import format_euros
from occe.kit.folded import fold

MOST_LINES = 50_000
MOST_STATEMENTS = 5_000
CURRENCY = "EUR"


def judged(drafts: list[Draft]) -> tuple[ReadStatement, ...]:
    """The statements of a file that holds, with their warnings. Raises FileRefused."""
    if not drafts:
        raise FileRefused(_("Ce fichier ne contient aucun relevé."))
    if len(drafts) > MOST_STATEMENTS or sum(len(draft.lines) for draft in drafts) > MOST_LINES:
        raise FileRefused(_("Ce fichier contient trop de lignes. Demandez à la banque une période plus courte."))
    for draft in drafts:
        _refuse_foreign_currency(draft)
        _refuse_wrong_sum(draft)
        _tell_zero_lines(draft)
        _tell_twins(draft)
        _tell_missing_balance(draft)
    _tell_other_accounts(drafts)
    _tell_gaps(drafts)
    return tuple(_statement(draft) for draft in drafts)


def refuse_currency(currency: str, line: int | None) -> None:
    """Raises FileRefused for another currency than the euro."""
    if currency.strip().upper() != CURRENCY:
        told = _("Ce compte est tenu en %(currency)s : seuls les comptes en euros s’importent.")
        raise FileRefused(told % {"currency": currency[:10]}, line=line)


def _refuse_foreign_currency(draft: Draft) -> None:
    refuse_currency(draft.currency, draft.row)


def _refuse_wrong_sum(draft: Draft) -> None:
    if draft.start is None or draft.end is None:
        return
    moved = sum((line.amount for line in draft.lines), ZERO)
    gap = abs(draft.end - draft.start - moved)
    if gap:
        told = _(
            "Le compte n’y est pas : départ %(start)s, mouvements %(moved)s, arrivée %(end)s, soit %(gap)s d’écart. "
            "Le fichier est incomplet ou modifié."
        )
        sums = {"start": draft.start, "moved": moved, "end": draft.end, "gap": gap}
        named = {name: format_euros(amount) for name, amount in sums.items()}
        raise FileRefused(told % named, line=draft.last_row)


def _tell_zero_lines(draft: Draft) -> None:
    for line, row in zip(draft.lines, draft.rows, strict=True):
        if not line.amount:
            told = _("« %(label)s » du %(day)s ne vaut rien : zéro euro.")
            named = {"label": line.label, "day": format_day(line.date)}
            draft.warnings.append(Warning("zero_line", told % named, row))


def _tell_twins(draft: Draft) -> None:
    alike = Counter(map(_content, draft.lines))
    for line, row in zip(draft.lines, draft.rows, strict=True):
        times = alike.pop(_content(line), 1)
        if times > 1:
            told = _("%(times)s lignes pareilles le %(day)s : « %(label)s », %(amount)s. Toutes sont gardées.")
            named = {"times": times, "day": format_day(line.date), "label": line.label}
            draft.warnings.append(Warning("twins", told % (named | {"amount": format_euros(line.amount)}), row))


def _content(line: StatementLine) -> tuple[object, ...]:
    return line.date, line.amount, fold(line.label)


def _tell_missing_balance(draft: Draft) -> None:
    if draft.start is None and draft.end is None:
        told = _("Ce fichier ne dit aucun solde : rien n’y prouve que toutes les lignes y sont.")
        draft.warnings.append(Warning("no_balance", told, draft.row))


def _tell_other_accounts(drafts: list[Draft]) -> None:
    first = drafts[0].account
    for draft in drafts:
        if draft.account != first:
            told = _("Un autre compte dans le même fichier : %(account)s.") % {"account": draft.account or "?"}
            draft.warnings.append(Warning("second_account", told, draft.row))


def _tell_gaps(drafts: list[Draft]) -> None:
    """Of the statements of one account in the order of their days: one should begin with what the last one left."""
    accounts: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        accounts[draft.account].append(draft)
    for statements in accounts.values():
        in_order = sorted((draft for draft in statements if _begins(draft)), key=lambda draft: str(_begins(draft)))
        for before, after in pairwise(in_order):
            if before.end is not None and _start(after) not in (None, before.end):
                told = _("Il manque une période : un relevé finit à %(end)s, le suivant commence à %(start)s.")
                sums = {"end": format_euros(before.end), "start": format_euros(_start(after) or ZERO)}
                after.warnings.append(Warning("gap", told % sums, after.row))


def _begins(draft: Draft) -> object:
    return draft.starts_on or min((line.date for line in draft.lines), default=draft.ends_on)


def _start(draft: Draft) -> Decimal | None:
    """What the account held before the lines; worked out where only the end is said."""
    if draft.start is None and draft.end is not None:
        return draft.end - sum((line.amount for line in draft.lines), ZERO)
    return draft.start


def _statement(draft: Draft) -> ReadStatement:
    return ReadStatement(
        account=draft.account,
        iban=draft.iban,
        currency=CURRENCY,
        start=draft.start,
        end=draft.end,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        lines=tuple(draft.lines),
        warnings=tuple(draft.warnings),
    )
