"""The rows of the table: a figure, its goal, and whether it is met. Written as text and as JSON."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

AT_MOST, AT_LEAST = "≤", "≥"


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `measured` is None when the work could not be measured; such a row is missed, and `note` says why."""

    name: str
    measured: float | None
    goal: float
    reference: str
    way: str = AT_MOST
    unit: str = "×"
    note: str = ""

    @property
    def met(self) -> bool:
        if self.measured is None:
            return False
        return self.measured <= self.goal if self.way == AT_MOST else self.measured >= self.goal


def ratio(ours: float, reference: float) -> float:
    """Ours against the reference, the same unit for both. A reference of nothing is no measure: ValueError."""
    if reference <= 0:
        raise ValueError("a reference that took no time was not measured")
    return ours / reference


def exit_code(rows: Sequence[Row]) -> int:
    """0 when every goal is met; 1 otherwise, and when nothing was measured at all."""
    return 0 if rows and all(row.met for row in rows) else 1


def as_text(rows: Iterable[Row]) -> str:
    """The table for a terminal, one line a row, notes below their row."""
    cells = [("work", "measured", "goal", "", "reference")]
    cells += [
        (row.name, _figure(row.measured, row.unit), f"{row.way} {_figure(row.goal, row.unit)}", _verdict(row),
         row.reference)
        for row in rows
    ]  # fmt: skip
    widths = [max(len(line[column]) for line in cells) for column in range(4)]
    lines = [
        "  ".join([*(text.ljust(width) for text, width in zip(line, widths, strict=False)), line[4]]).rstrip()
        for line in cells
    ]
    notes = [f"  {row.name}: {row.note}" for row in rows if row.note]
    return "\n".join([*lines, *(["", *notes] if notes else [])])


def write_json(rows: Sequence[Row], path: Path, *, seconds: float) -> None:
    """The same for machines; `seconds` is how long the whole run took."""
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {"met": exit_code(rows) == 0, "seconds": round(seconds, 1), "rows": [as_dict(row) for row in rows]}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def as_dict(row: Row) -> dict:
    return {**asdict(row), "met": row.met}


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    text = f"{value:.2f}" if unit in ("×", "s") else f"{value:.0f}"
    return f"{text} {unit}".strip()


def _verdict(row: Row) -> str:
    return "met" if row.met else "MISSED"
