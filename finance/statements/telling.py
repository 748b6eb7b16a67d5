"""What a file says, as plain values for JSON: amounts as strings with two decimals, days as 2026-10-14."""

from decimal import Decimal
from typing import Any

from finance.statements.shapes import ReadFile, ReadStatement, StatementLine


def as_plain(read: ReadFile) -> dict[str, Any]:
    """`{"format", "statements", "refused"}`. In a statement, `credits` is the sum of what comes in and `debits` that of
    what goes out, both zero or more; `start` and `end` are null where the file does not say them.
    """
    return {
        "format": read.format,
        "statements": [_statement(each) for each in read.statements],
        "refused": read.refused,
    }


def _statement(statement: ReadStatement) -> dict[str, Any]:
    return {
        "account": statement.account,
        "currency": statement.currency,
        "count": len(statement.lines),
        "credits": _sum(statement.comes_in),
        "debits": _sum(statement.goes_out),
        "start": _sum(statement.start),
        "end": _sum(statement.end),
        "lines": [_line(line) for line in statement.lines],
        "warnings": [vars(warning) for warning in statement.warnings],
    }


def _line(line: StatementLine) -> dict[str, Any]:
    return {
        "date": line.date.isoformat(),
        "value_date": line.value_date.isoformat() if line.value_date else None,
        "amount": _sum(line.amount),
        "label": line.label,
        "bank_id": line.bank_id,
        "cheque": line.cheque_number,
        "reference": line.reference,
        "kind": line.kind,
    }


def _sum(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"
