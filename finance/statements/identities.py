"""What makes two lines of two files the same movement: the bank's own name for it, or else what it says and its rank.

Never the label alone: two identical cakes bought on one day are two movements. The rank counts the equal lines of a day
from the top of the file, so the same day read again from a longer file finds the same ranks.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from finance.statements.shapes import StatementLine
from occe.kit.folded import fold


class Identity(NamedTuple):
    """`key` is what is unique in an account; `content` names the line by what it says, for banks whose own names change
    from one file to the next (then `key` is new and `content` known).
    """

    key: str
    content: str


def identities(lines: Iterable[StatementLine]) -> tuple[Identity, ...]:
    """The identity of each line of one account, in their order. `lines` are those of one statement, whole days.

    A bank's name counts with the day and the sum (some banks begin again at 1 each month); one that names two
    equal lines of the same file names nothing, and the content speaks.
    """
    lines = tuple(lines)
    named = Counter((line.bank_id, line.date, line.amount) for line in lines if line.bank_id)
    ranks: Counter[tuple[str, ...]] = Counter()
    found = []
    for line in lines:
        says = (line.date.isoformat(), f"{line.amount:.2f}", " ".join(fold(line.label).split()))
        content = _digest("content", *says, str(ranks[says]))
        ranks[says] += 1
        by_bank = line.bank_id and named[line.bank_id, line.date, line.amount] == 1
        found.append(Identity(_digest("bank", line.bank_id, *says[:2]) if by_bank else content, content))
    return tuple(found)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
