"""Project pictures, drawn by kind: used when a class has no picture of its own. 400 × 240, no face, no letter to read."""

from __future__ import annotations

import math
from random import Random

from occe.kit.drawing import project_places
from occe.kit.drawing.canvas import number, place, svg
from occe.kit.drawing.landscape import COW, COW_HEAD, COW_HORNS, pastures, summit
from occe.kit.drawing.people import person
from occe.kit.drawing.stone import meadow, stone

SKY = '<path class="c-sky" d="M0 0h400v240H0z"/>'
NIGHT = '<path class="c-night" d="M0 0h400v240H0z"/>'
COATS = ("c-gold", "c-red", "c-lilac", "c-green", "c-white", "c-blue")
HAIRS = ("hair-1", "hair-2", "hair-3", "")


def _sun(x: float, y: float, r: float = 26) -> str:
    return f'<circle class="sun" cx="{number(x)}" cy="{number(y)}" r="{number(r)}"/>'


def _child(k: int, x: float, y: float, scale: float = 1, arm: str = "") -> str:
    return person(x, y, scale, COATS[k % 6], k * 3 + 1, HAIRS[k % 4], arm)


def _low_wall(y: float, count: int, seed: int) -> str:
    rng = Random(seed)
    step, tone, out = 400 / count, "", ""
    for row in range(2):
        for k in range(count + row):
            tone = rng.choice([t for t in ("stone-1", "stone-2", "stone-3", "stone-4") if t != tone])
            out += stone(k * step - row * step / 2 + 1, y - row * 21 + 1, step - 2, 19, rng, tone)
    return out


def _garden() -> str:
    body = SKY + _sun(322, 54) + pastures(seed=5)
    for row in range(3):
        y = 178 + row * 24
        body += f'<path class="c-earth" d="M-9 {y + 10}Q200 {y - 8} 409 {y + 10}v16H-9z"/>'
        leaves = ""
        for k in range(12):
            x, s = 10 + k * 35 + row * 8, 0.75 + row * 0.2
            lift = y + 5 - 6 * math.sin(math.pi * x / 400)
            leaves += (
                f"M{x} {number(lift)}v{number(-15 * s)}q{number(-12 * s)} {number(-1 * s)} {number(-13 * s)} {number(-11 * s)} "
                f"{number(11 * s)} 0 {number(13 * s)} {number(10 * s)} {number(1 * s)} {number(-12 * s)} {number(14 * s)} {number(-14 * s)} "
                f"0 {number(13 * s)} {number(-12 * s)} {number(16 * s)}z"
            )
        body += f'<path class="c-leaf shoot" d="{leaves}"/>'
    return body + _child(1, 60, 168, 1.05) + _child(4, 94, 164, 0.9)


def _environment() -> str:
    cells = "".join(
        f'<circle class="c-cream" cx="{142 + 11 * (k % 6)}" cy="{122 + 11 * (k // 6)}" r="4"/>' for k in range(12)
    ) + "".join(f'<path class="c-wood-line" d="M212 {118 + 8 * k}h46"/>' for k in range(5))
    hotel = (
        '<path class="c-wood" d="M128 108h144v92h-10v18h-12v-18H150v18h-12v-18h-10z"/><path class="c-earth" d="M136 114h60v34h-60zM206 114h58v34h-58zM136 156h38v36h-38zM182 156h36v36h-36zM226 156h38v36h-38z"/>'
        f'{cells}<path class="c-red" d="M118 110l82-58 82 58v8H118z"/><circle class="c-gold" cx="200" cy="90" r="10"/>'
        '<path class="c-leaf" d="M140 192q0-22 15-30 15 8 15 30z"/><path class="c-gold" d="M188 192v-22l12-9 12 9v22z"/>'
        '<path class="c-grey" d="M231 192v-10h10v10zM243 192v-16h14v16zM231 179v-12h12v9z"/>'
    )
    wings = '<path class="c-lilac" d="M0 0q-8-16-19-12-5 9 6 15-8 4-4 12 10 3 17-15zM0 0q8-16 19-12 5 9-6 15 8 4 4 12-10 3-17-15z"/><path class="c-ink" d="M-1.5-6h3V9h-3z"/>'
    return SKY + _sun(62, 54) + pastures(seed=8) + hotel + place(wings, 326, 92, 1.1) + place(wings, 84, 132, 0.8)


def _culture() -> str:
    puppet = f'<path class="c-night" d="{COW}{COW_HEAD}"/><path class="puppet-line" d="{COW_HORNS}M22-12V8"/>'
    shadow = place(puppet, 122, 168, 2.1)
    return (
        NIGHT
        + '<path class="c-sky" d="M84 40h232v146H84z"/>'
        + _sun(262, 84, 24)
        + summit((226, 92), (140, 186), (316, 186), 8)
        + shadow
        + '<path class="c-red" d="M40 22h96q-6 96-46 164H40zM360 22h-96q6 96 46 164h50z"/>'
        '<path class="c-red-shade" d="M64 22h14q0 90-26 164H40v-6Q64 110 64 22zM104 22h14q-4 80-40 164H66q36-74 38-164zM336 22h-14q0 90 26 164h12v-6Q336 110 336 22zM296 22h-14q4 80 40 164h12q-36-74-38-164z"/>'
        '<path class="c-gold" d="M34 14h332v14q-14 18-28 0-14 18-28 0-14 18-27 0-14 18-28 0-14 18-28 0-14 18-27 0-14 18-28 0-14 18-28 0-14 18-27 0-14 18-28 0-14 18-27 0-14 18-28 0z"/>'
        '<path class="c-wood" d="M28 186h344v20H28z"/>'
        + "".join(
            f'<circle class="{("skin-1", "skin-3", "skin-2", "skin-4")[k % 4]}" cx="{66 + k * 54}" cy="{222 + (k % 2) * 5}" r="17"/><path class="{HAIRS[k % 3]}" d="M{49 + k * 54} {224 + (k % 2) * 5}q-1-20 17-20t17 20q-6 14-17 14t-17-14z"/>'
            for k in range(6)
        )
    )


def _radio() -> str:
    waves = "".join(f'<circle class="wave" cx="200" cy="104" r="{r}"/>' for r in (64, 92, 120))
    return (
        NIGHT + waves
        + '<rect class="c-gold" x="168" y="42" width="64" height="108" rx="32"/><path class="c-ochre-line" d="M184 72h32M184 90h32M184 108h32"/>'
        '<path class="c-white-line" d="M150 104a50 50 0 0 0 100 0M200 154v34M162 190h76"/>'
        + _low_wall(219, 12, 6)
    )  # fmt: skip


def _solidarity() -> str:
    steam = '<path class="steam" d="M186 74q-8-9 0-17t0-17M204 74q-8-9 0-17t0-17M222 74q-8-9 0-17t0-17"/>'
    bowls = "".join(
        place(
            '<path class="c-white" d="M-20-8h40q-2 16-12 18H-8q-10-2-12-18z"/><path class="c-red" d="M-17-8h34l-1 4h-32z"/>',
            x,
            158,
        )
        for x in (66, 122, 282, 338)
    )
    eaters = _child(0, 66, 150, 1.5) + _child(3, 124, 150, 1.35) + _child(5, 280, 150, 1.4) + _child(2, 338, 150, 1.5)
    pot = (
        '<path class="c-ink" d="M150 96h108v48q0 28-28 28h-52q-28 0-28-28z"/><path class="c-grey" d="M144 88h120v12H144z"/>'
        '<path class="c-gold" d="M156 82h96l-4 6h-88z"/><path class="c-wood" d="M226 82l26-52 7 3-22 49z"/>'
    )
    cloth = "".join(
        f'<path class="c-red" d="M{k * 50} 168h25v16H{k * 50}zM{k * 50 + 25} 184h25v16H{k * 50 + 25}z"/>'
        for k in range(8)
    )
    return (
        SKY + _sun(46, 44, 22) + pastures(seed=12) + eaters + '<path class="c-white" d="M0 168h400v44H0z"/>' + cloth
        + '<path class="c-wood" d="M0 212h400v10H0z"/>' + bowls + pot + steam
    )  # fmt: skip


def _social() -> str:
    ring = ((82, 150, 0), (130, 132, 1), (200, 126, 2), (270, 132, 3), (318, 150, 4))
    back = "".join(_child(k, x, y, 1.35, "up" if k == 3 else "") for x, y, k in ring)
    stools = "".join(stone(x - 19, y - 4, 38, 18, Random(k), "stone-3") for x, y, k in ring)
    front = "".join(
        _child(k + 1, x, y, 1.75) + stone(x - 24, y - 6, 48, 24, Random(k + 9), "stone-2")
        for x, y, k in ((112, 204, 4), (288, 204, 1))
    )
    box = (
        '<path class="c-wood" d="M172 160h56v36h-56z"/><path class="c-gold" d="M168 152h64v10h-64z"/><path class="c-ink" d="M186 155h28v4h-28z"/>'
        '<path class="c-white" d="M190 134l22-4 3 22-22 3z"/>'
    )
    return SKY + _sun(344, 50) + pastures(seed=15) + back + stools + box + front


def _sport() -> str:
    flags = "".join(
        f'<path class="c-wood" d="M{x} {y}h4v62h-4z"/><path class="{css}" d="M{x + 4} {y}q16 8 32 0v22q-16 8-32 0z"/>'
        for x, y, css in ((40, 100, "c-red"), (338, 92, "c-gold"))
    )
    runner = '<path class="run-leg" d="M0-22l12 10-6 14M-2-22l-8 12-14 2"/>'
    runners = "".join(
        place(
            f'{runner}<path class="limb {skin}-line" d="M2-38l12 6 8-8M0-38l-12 4-4 12"/><path class="{coat}" d="M-7-20q-3-18 4-24 10 0 9 10l-3 14z"/><circle class="{skin}" cx="4" cy="-53" r="9"/><path class="{hair}" d="M-5.5-52q-1-11 9-11.5 9 0 10 8-8 1-12-3-2 6-7 6.5z"/>',
            x, y, s,
        )
        for x, y, s, coat, skin, hair in (
            (120, 176, 1.0, "c-lilac", "skin-3", "hair-1"), (178, 190, 1.2, "c-red", "skin-1", "hair-2"),
            (248, 184, 1.1, "c-gold", "skin-4", "hair-3"), (300, 196, 1.25, "c-white", "skin-2", "hair-1"),
        )
    )  # fmt: skip
    track = '<path class="c-cream" d="M0 196q200-34 400-8v30q-200-24-400 10z"/>'
    return (
        SKY
        + _sun(84, 52)
        + summit((276, 40), (160, 170), (400, 170), 21, 4)
        + pastures(far=False, seed=4)
        + track
        + flags
        + runners
    )


def _outing() -> str:
    line = "".join(_child(k, 62 + k * 40, 206 - 7 * math.sin(k * 0.8), 0.85 if k else 1.15) for k in range(8))
    return (
        SKY + _sun(84, 58) + pastures(seed=6) + summit((246, 30), (104, 184), (398, 184), 8)
        + meadow([(0, 178), (140, 162), (280, 178), (400, 164)], 240, "ridge-4") + meadow([(0, 208), (200, 196), (400, 210)], 240, "ridge-5") + line
    )  # fmt: skip


def _books() -> str:
    rng = Random("books")
    colours = ("c-blue", "c-green", "c-gold", "c-red", "c-grey", "c-leaf", "c-lilac")
    body = '<path class="c-cream" d="M0 0h400v240H0z"/>'
    for base in (112, 214):
        x, before = 34.0, ""
        while x < 352:
            width, height = rng.choice((16, 20, 24, 30)), rng.randint(56, 82)
            if x + width > 366:
                break
            before = rng.choice([c for c in colours if c != before])
            body += (
                f'<rect class="{before}" x="{number(x)}" y="{base - height}" width="{width}" height="{height}" rx="2"/>'
            )
            if width > 18:
                body += f'<path class="c-white-thin" d="M{number(x + 5)} {base - height + 12}h{width - 10}M{number(x + 5)} {base - 12}h{width - 10}"/>'
            x += width + 2
        body += f'<rect class="c-wood" x="18" y="{base}" width="364" height="10" rx="3"/>'
    return body


def _party() -> str:
    flags, colours = "", ("c-gold", "c-red", "c-lilac", "c-leaf", "c-white")
    for row, (top, sag) in enumerate(((30, 26), (74, 20))):
        for k in range(11):
            x = k * 40 + row * 20 - 10
            y = top + sag * math.sin(math.pi * (x + 10) / 420)
            flags += f'<path class="{colours[(k + row) % 5]}" d="M{x} {number(y)}h28l-14 28z"/>'
    stall = (
        '<path class="c-wood" d="M108 168h184v54H108zM110 128h7v44h-7zM283 128h7v44h-7z"/>'
        '<path class="c-white" d="M108 118h184l14 28H94z"/><path class="c-red" d="M108 118h37l-8 28H94zM182 118h37l4 28h-45zM255 118h37l14 28h-42z"/>'
        '<path class="c-gold" d="M136 168q0-14 14-14t14 14zM172 168q0-14 14-14t14 14z"/><path class="c-leaf" d="M220 168v-12h24v12zM250 168v-18h22v18z"/>'
    )
    return (
        NIGHT
        + flags
        + meadow([(0, 196), (120, 184), (260, 196), (400, 182)], 240, "ridge-3")
        + stall
        + _child(2, 66, 226, 1.4)
        + _child(0, 332, 226, 1.5)
        + _child(5, 364, 224, 1.2)
    )


def _other() -> str:
    rng = Random(3)
    heap = "".join(
        stone(200 - w / 2 + dx, y, w, h, rng, css)
        for w, h, dx, y, css in (
            (150, 40, 0, 172, "stone-2"), (116, 34, 6, 137, "stone-4"), (88, 28, -6, 108, "stone-1"), (58, 24, 4, 83, "stone-3"), (36, 20, 0, 62, "stone-new"),
        )
    )  # fmt: skip
    return SKY + _sun(324, 56) + pastures(seed=21) + heap + '<path class="ridge-5" d="M100 214q100-8 200 0v12H100z"/>'


SCENES = {
    "culture": _culture,
    "solidarity": _solidarity,
    "environment": _environment,
    "social": _social,
    "sport": _sport,
    "other": _other,
    "garden": _garden,
    "radio": _radio,
    "outing": _outing,
    "books": _books,
    "party": _party,
    "lake": project_places.lake,
    "spring": project_places.spring,
    "gentian": project_places.gentian,
    "tree": project_places.tree,
    "school": project_places.school,
}


def project_picture(kind: str) -> str:
    """The picture of a kind of project; a kind that has none gets the cairn of `other`."""
    return svg(SCENES.get(kind, _other)(), 400, 240, "project-picture", fit="xMidYMid slice")
