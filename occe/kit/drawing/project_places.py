"""Project pictures of places and living things: a lake, a hot spring, the gentian, the old tree, the village school."""

from __future__ import annotations

from random import Random

from occe.kit.drawing.canvas import numbers, place
from occe.kit.drawing.landscape import pastures, summit
from occe.kit.drawing.people import person
from occe.kit.drawing.stone import stone

SKY = '<path class="c-sky" d="M0 0h400v240H0z"/>'


def _sun(x: float, y: float, r: float = 26) -> str:
    return f'<circle class="sun" cx="{x}" cy="{y}" r="{r}"/>'


def lake() -> str:
    """A mountain twice: standing, and lying in the water; two hands hold a boat made of paper."""
    hills = summit((132, 34), (10, 132), (262, 132), 4) + summit((300, 70), (214, 132), (404, 132), 9)
    mirror = '<path class="ridge-2" d="M10 136h252L136 206zM214 136h186v30l-96 22z"/>'
    ripples = "M28 158h64M150 172h74M262 154h88M60 196h44M214 204h96"
    boat = '<path class="c-white" d="M-34-12h68L20 6h-40z"/><path class="c-cream" d="M-2-40v28h-26z"/><path class="c-gold" d="M2-34v22h20z"/>'
    return (
        SKY
        + _sun(352, 46, 22)
        + '<path class="ridge-1" d="M0 96l70-22 96 26 90-34 80 24 64-18v70H0z"/>'
        + hills
        + '<path class="ridge-1" d="M0 132h400v108H0z"/>'
        + mirror
        + f'<path class="c-white-thin" d="{ripples}"/>'
        + place(boat, 226, 196, 1.15)
        + '<path class="ridge-5" d="M0 214q60-14 120 4t150 8 130-12v26H0z"/>'
    )


def spring() -> str:
    """Hot water out of the ground: a basin of stones, steam, a thermometer, boots."""
    rng = Random(14)
    ring = "".join(
        stone(96 + k * 30, 168 - (k % 2) * 4, 28, 24, rng, f"stone-{1 + k % 4}") for k in range(7)
    ) + "".join(stone(82 + k * 34, 190, 32, 24, rng, f"stone-{4 - k % 4}") for k in range(7))
    steam = "".join(
        f'<path class="steam" d="M{x} {y}q-9-10 0-20t0-20 0-20"/>' for x, y in ((150, 150), (184, 142), (218, 150))
    )
    thermometer = (
        '<rect class="c-white" x="330" y="58" width="22" height="104" rx="11"/><circle class="c-white" cx="341" cy="166" r="19"/>'
        '<circle class="c-red" cx="341" cy="166" r="12"/><path class="c-red" d="M337 82h8v80h-8z"/>'
        '<path class="c-ink" d="M356 78h8v3h-8zM356 96h8v3h-8zM356 114h8v3h-8zM356 132h8v3h-8z"/>'
    )
    boot = '<path d="M-9-34H9v22l15 6q5 2 5 8H-9z" class="{}"/><path class="c-ink" d="M-11 2h42v5h-42z"/>'
    boots = place(boot.format("c-gold"), 40, 206, 1.1) + place(boot.format("c-gold"), 62, 214, 1.1)
    return (
        SKY
        + _sun(64, 50)
        + pastures(seed=11)
        + '<path class="ridge-1" d="M104 178q80-22 196 0v16H104z"/>'
        + ring
        + steam
        + thermometer
        + boots
    )


def gentian() -> str:
    """The yellow gentian, which flowers when it is ten years old, before the pyramid."""
    return (
        SKY
        + _sun(78, 52)
        + '<path class="ridge-1" d="M0 130l90-30 120 26 100-30 90 20v60H0z"/>'
        + summit((286, 40), (176, 176), (412, 176), 6)
        + '<path class="ridge-4" d="M0 168q110-26 220-6t180-8v90H0z"/><path class="ridge-5" d="M0 204q120-20 220 0t180-6v44H0z"/>'
        + _plant(120, 228, 1.0)
        + _plant(204, 236, 0.72)
        + _plant(52, 234, 0.6)
    )


def tree() -> str:
    """An old chestnut, its fruit on the ground, and those who come to listen to it."""
    crown = (
        '<path class="ridge-4" d="M92 96q-14-34 24-46 12-36 56-32 26-22 58-4 40-8 52 28 38 10 26 50 4 34-34 36-22 26-58 12-30 18-58-2-40 12-52-16-14-8-14-26z"/>'
        '<path class="c-leaf" d="M118 92q-8-24 20-30 8-24 38-20 20-14 42-2 26-4 32 20 24 8 14 32-10 20-36 12-18 18-42 6-20 12-38-4-26 8-30-14z"/>'
    )
    trunk = '<path class="c-wood" d="M182 120l10-16 8 18 12-20 10 24-2 74q2 18 22 22h-78q20-6 20-24z"/>'
    burrs = "".join(
        f'<circle class="c-wood" cx="{x}" cy="{y}" r="6"/><path class="c-gold" d="M{x - 2.5} {y - 1.5}h5v4h-5z"/>'
        for x, y in ((96, 224), (128, 230), (284, 228), (312, 222), (258, 232))
    )
    listeners = "".join(
        person(x, y, s, coat, k, hair)
        for k, (x, y, s, coat, hair) in enumerate(
            ((70, 206, 1.35, "c-red", "hair-1"), (118, 212, 1.15, "c-lilac", "hair-3"),
             (300, 208, 1.3, "c-gold", "hair-2"), (342, 214, 1.1, "c-white", "hair-1"))
        )
    )  # fmt: skip
    return SKY + _sun(356, 46, 22) + pastures(seed=9) + trunk + crown + listeners + burrs


def school() -> str:
    """A village school, its bell, its two windows, and the summer pasture above it."""
    windows = "".join(
        f'<path class="c-wood" d="M{x} 128h34v44h-34z"/><path class="c-sky" d="M{x + 4} 132h11v16h-11zM{x + 19} 132h11v16h-11zM{x + 4} 152h11v16h-11zM{x + 19} 152h11v16h-11z"/>'
        for x in (134, 230)
    )
    house = (
        '<path class="c-cream" d="M116 108h168v92H116z"/><path class="stone-4" d="M98 112l36-44h132l36 44z"/>'
        '<path class="stone-3" d="M116 190h168v12H116z"/><path class="c-cream" d="M182 70V42l18-16 18 16v28z"/>'
        '<path class="stone-4" d="M176 44l24-24 24 24z"/><path class="c-gold" d="M192 62q0-14 8-14t8 14l4 4h-24z"/>'
        '<path class="c-green" d="M184 202v-50q0-14 16-14t16 14v50z"/><circle class="c-gold" cx="210" cy="174" r="2.6"/>'
    )
    path = '<path class="c-cream" d="M188 202h24l34 38h-92z"/>'
    children = person(96, 218, 1.15, "c-lilac", 2, "hair-3") + person(304, 220, 1.25, "c-red", 0, "hair-2", "up")
    return SKY + _sun(60, 50) + pastures(seed=7) + house + windows + path + children


def _plant(x: float, y: float, scale: float) -> str:
    """Pairs of leaves up a stalk, a crown of yellow at each pair."""
    body = '<path class="c-green" d="M-3 0v-150h6V0z"/>'
    for k, height in enumerate((-14, -44, -74, -100, -122)):
        reach = 54 - k * 8
        for side in (1, -1):
            leaf = f"M0 {height}q{numbers((side * reach * 0.55, -26, side * reach, -12))} {numbers((-side * reach * 0.4, 18, -side * reach, 12))}z"
            body += f'<path class="{"c-green" if side > 0 else "c-leaf"}" d="{leaf}"/>'
        if k:
            body += "".join(
                f'<circle class="c-gold" cx="{dx}" cy="{height - dy}" r="6.5"/>'
                for dx, dy in ((-20, 10), (-10, 18), (0, 22), (10, 18), (20, 10))
            )
    return place(f'{body}<circle class="c-gold" cx="0" cy="-156" r="7"/>', x, y, scale)
