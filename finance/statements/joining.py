"""The statements of one account in a file, as one: banks write one a day, or one a page."""

from collections.abc import Iterable
from dataclasses import replace

from finance.statements.identities import identities
from finance.statements.shapes import ReadStatement, StatementLine


def joined(statements: Iterable[ReadStatement]) -> tuple[ReadStatement, ...]:
    """One statement an account, its parts in the order of their days, with all their warnings.

    A part that begins with what the last one left goes on behind it. One that does not may tell the same days again
    (a file put together from two): what is known of it by `identities` is not taken twice.
    """
    parts: dict[str, list[ReadStatement]] = {}
    for statement in statements:
        parts.setdefault(statement.iban or statement.account, []).append(statement)
    return tuple(_whole(sorted(of_account, key=_first_day)) for of_account in parts.values())


def _whole(parts: list[ReadStatement]) -> ReadStatement:
    whole = parts[0]
    for part in parts[1:]:
        whole = replace(
            whole,
            end=part.end if _last_day(part) >= _last_day(whole) else whole.end,
            starts_on=min(filter(None, (whole.starts_on, part.starts_on)), default=None),
            ends_on=max(filter(None, (whole.ends_on, part.ends_on)), default=None),
            lines=whole.lines + _new_lines(whole, part),
            warnings=whole.warnings + part.warnings,
        )
    return whole


def _new_lines(whole: ReadStatement, part: ReadStatement) -> tuple[StatementLine, ...]:
    if whole.end is not None and whole.end == part.start:
        return part.lines
    known = {identity.key for identity in identities(whole.lines)}
    named = zip(part.lines, identities(part.lines), strict=True)
    return tuple(line for line, identity in named if identity.key not in known)


def _first_day(statement: ReadStatement) -> str:
    return str(statement.starts_on or min((line.date for line in statement.lines), default=statement.ends_on) or "")


def _last_day(statement: ReadStatement) -> str:
    return str(statement.ends_on or max((line.date for line in statement.lines), default=statement.starts_on) or "")
