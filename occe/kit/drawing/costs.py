"""What a cooperative pays that no child bought: the insurance, the association, the small costs of the bank.

The keys are the portal's; which account each one stands for is the ledger's business, not the picture's.
"""

from __future__ import annotations

from occe.kit.drawing.canvas import svg
from occe.kit.drawing.paintbox import BLUE, BROWN, CREAM, GENTIAN, GOLD, OAT, RED, RIVER, SAND, SLATE, disc, line, path

COSTS = {
    "insurance": line(BROWN, 3, "M24 6V3M24 22v17q0 5 5 5t5-5") + path(GENTIAN, "M4 25Q6 6 24 6t20 19q-5-5-10 0-5-5-10 0-5-5-10 0-5-5-10 0z")
    + path(BLUE, "M14 25Q15 10 24 6q9 4 10 19-5-5-10 0-5-5-10 0z") + path(RIVER, "M5 33l2-4 2 4q-2 3-4 0zM40 36l2-4 2 4q-2 3-4 0zM9 43l2-4 2 4q-2 3-4 0z"),
    "membership": path(SAND, "M3 10h42v29H3z") + path(CREAM, "M6 13h36v23H6z") + path(GENTIAN, "M6 13h36v6H6z")
    + disc(GOLD, 15, 27, 5) + line(SLATE, 2.4, "M24 25h14M24 30h10") + path(RED, "M12 31l-1 8 4-2 4 2-1-8z"),
    "charges": path(OAT, "M9 3h24v40l-4-3-4 3-4-3-4 3-4-3-4 3z") + line(SLATE, 2.2, "M14 12h14M14 19h10M14 26h12")
    + disc(GOLD, 36, 35, 9) + disc(SAND, 36, 35, 6.4) + line(BROWN, 2.4, "M33 35h6"),
}  # fmt: skip


def cost(key: str, css: str = "category-picture") -> str:
    """The picture of what was paid. KeyError for a name that is not drawn."""
    return svg(COSTS[key], 48, 48, css)
