"""People: a round head, a rounded body, no face, every tone of skin. They belong to pictures and stand for nobody."""

from __future__ import annotations

from occe.kit.drawing.canvas import place

SKINS = ("skin-1", "skin-2", "skin-3", "skin-4")


def person(x: float, y: float, scale: float, body: str, skin: int, hair: str = "", arm: str = "") -> str:
    """One person standing on x,y. `hair` is a class for a cap of hair, `arm` is "up" for a raised hand."""
    shapes = f'<path class="{body}" d="M-10 0v-15q0-9 10-9t10 9V0z"/><circle class="{SKINS[skin % 4]}" cy="-33" r="9"/>'
    if hair:
        shapes += f'<path class="{hair}" d="M-9.5-32q-1-11 9.5-11t9.5 11q-4-5-9-5t-10 5z"/>'
    if arm == "up":
        shapes += f'<path class="limb {body}-line" d="M8-17l7-14"/><circle class="{SKINS[skin % 4]}" cx="15.5" cy="-33" r="3.4"/>'
    return place(shapes, x, y, scale)
