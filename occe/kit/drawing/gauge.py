"""How far: one stone a step, laid or still to lay. Words always stand beside it: « 5 pierres sur 8. La prochaine : … »."""

from __future__ import annotations

from random import Random

from occe.kit.drawing.canvas import svg
from occe.kit.drawing.stone import stone


def gauge(done: int, total: int, *, title: str, width: float = 360, height: float = 36) -> str:
    """A row of `total` stones, the first `done` of them laid. Nothing for no step."""
    if total < 1:
        return ""
    rng, step = Random(total), width / total
    body = "".join(
        stone(
            i * step + 2,
            3,
            step - 4,
            height - 6,
            rng,
            "gauge-done" if i < done else "gauge-todo",
            wobble=0.05,
            radius=0.28,
        )
        for i in range(total)
    )
    return svg(body, width, height, "gauge", title=title)


def steps(done: int, total: int) -> list[str]:
    """The step stones of a pupil's page: "done", "here" or "todo" for each of `total` steps, `done` of them behind."""
    return ["done" if i < done else "here" if i == done else "todo" for i in range(total)]
