"""Receipts that no shop ever printed: drawn, then spoiled as a telephone's photo is. The same seed, the same picture.

Each is a paper of one of several tills, in one of the `CONDITIONS`; it knows its own total, day and shop. The letters
are those of our own fonts and of Pillow, put on a grid as a till does where the till has no proportional letters.
"""

import datetime
import io
import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageFont

from occe.kit.dates import MONTHS

CONDITIONS = ("plain", "skewed", "dim", "long", "thermal", "crumpled", "with card slip", "far")
SEEDS = 6
"""Papers of each condition: 48 in all."""
CENT = Decimal("0.01")
WIDTH = 42
"""Letters in a line of the till."""

# fmt: off
SHOPS = (
    ("JARDINERIE DU PUY MARY", "4 rue du Rocher", "15000 AURILLAC"),
    ("SUPER MARCHÉ DES MONTS", "ZA de la Plaine", "15300 MURAT"),
    ("Librairie Les Trois Pages", "12 place du Foirail", "15100 SAINT-FLOUR"),
    ("DROGUERIE CENTRALE", "8 avenue de la Gare", "15200 MAURIAC"),
    ("BRICO VOLCAN", "Zone artisanale", "15130 ARPAJON-SUR-CÈRE"),
    ("La Papeterie du Cours", "31 bd du Pavatou", "15000 AURILLAC"),
    ("BOULANGERIE AU BON PAIN", "2 route de Salers", "15140 SAINT-MARTIN"),
    ("TISSUS ET LAINES", "5 impasse du Lavoir", "15400 RIOM"),
)
THINGS = (
    "GRAINES RADIS", "TERREAU 20L", "PEINTURE ROUGE", "CARTON A4 X10", "FICELLE LIN", "COLLE BATON", "FARINE T55",
    "SUCRE 1KG", "OEUFS X12", "POMMES VRAC", "CRAYONS X24", "PINCEAU N8", "LAINE BLEUE", "PAPIER KRAFT", "JUS POMME 1L",
    "BEURRE DOUX", "SERVIETTES X50", "CLOUS 30MM", "ARROSOIR 5L", "LIVRE CONTES", "PILES LR6 X4", "EPONGE X3",
)
TOTALS = (
    "TOTAL", "TOTAL TTC", "NET A PAYER", "TOTAL A PAYER", "Total à payer", "MONTANT DÛ", "TOTAL EUR", "A PAYER",
    "Total TTC", "TOTAL ACHATS",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class DrawnReceipt:
    """A photo (JPEG) and what stands on it."""

    condition: str
    seed: int
    photo: bytes
    total: Decimal
    date: datetime.date
    shop: str


def drawn_receipts(*, until: datetime.date, seeds: int = SEEDS) -> Iterator[DrawnReceipt]:
    """All of them: `seeds` papers of each condition. Their days lie in the year before `until`."""
    for condition in CONDITIONS:
        for seed in range(seeds):
            yield drawn_receipt(condition, seed, until=until)


def drawn_receipt(condition: str, seed: int, *, until: datetime.date) -> DrawnReceipt:
    """One paper."""
    # String seeds do not depend on the process's own hashing.
    chance = random.Random(f"{condition} {seed}")  # noqa: S311 - a picture, no secret
    day = until - datetime.timedelta(days=chance.randrange(1, 300))
    shop = chance.choice(SHOPS)
    lines, total = _till(
        chance, shop, day, items=chance.randint(26, 38) if condition == "long" else chance.randint(1, 7)
    )
    paper = _printed(lines, chance, faint=condition == "thermal")
    if condition == "with card slip":
        paper = _beside(paper, _printed(_card_slip(chance, total, day), chance, faint=False), chance)
    photo = _photographed(paper, condition, chance)
    out = io.BytesIO()
    photo.save(out, "JPEG", quality=chance.randint(60, 88))
    return DrawnReceipt(condition, seed, out.getvalue(), total, day, shop[0])


# --- what is printed -------------------------------------------------------------------------------------------------


def _till(chance: random.Random, shop: tuple, day: datetime.date, *, items: int) -> tuple[list[str], Decimal]:
    """The lines of a paper and its total. `#` begins a large line, which is centred; `^` a centred one."""
    comma = chance.choice((",", ",", "."))

    def money(amount: Decimal) -> str:
        return f"{amount:.2f}".replace(".", comma)

    lines = ["#" + shop[0], "^" + shop[1], "^" + shop[2], f"^Tél : 04 71 {chance.randint(10, 99)} 12 34"]
    if chance.random() < 0.5:
        lines.append(f"^SIRET {chance.randint(300, 899)} 123 456 000 17")
    when = f"{chance.randint(8, 18):02d}:{chance.randint(0, 59):02d}"
    written = _written(day, chance)
    top = chance.random() < 0.6
    lines += [
        "",
        f"{written} {when}  Caisse {chance.randint(1, 6)}" if top else f"Ticket {chance.randint(1, 9999):04d}",
        "-" * WIDTH,
    ]
    total = Decimal(0)
    for _rank in range(items):
        price = Decimal(chance.randint(45, 2400)) / 100
        name = chance.choice(THINGS)
        if chance.random() < 0.2:
            times = chance.randint(2, 5)
            lines += [name, _spread(f"   {times} x {money(price)}", money(price * times))]
            price *= times
        else:
            lines.append(_spread(name, money(price) + chance.choice(("", " A", " 1"))))
        total += price
    lines.append("-" * WIDTH)
    if chance.random() < 0.4:
        lines.append(_spread("SOUS-TOTAL", money(total)))
        if total > 5:
            off = (total / 10).quantize(CENT)
            total -= off
            lines.append(_spread("REMISE FIDELITE 10%", "-" + money(off)))
    if chance.random() < 0.4:
        lines.append(f"NOMBRE D'ARTICLES : {items}")
    lines += _end(chance, total, money, after=chance.choice(("", "", " €", "€", " EUR")))
    lines += ["", *([] if top else [f"^le {written} à {when}"]), "^Merci de votre visite !"]
    return lines, total.quantize(CENT)


def _end(chance: random.Random, total: Decimal, money: Callable[[Decimal], str], *, after: str) -> list[str]:
    """From the total down: how it was paid, the taxes, and what is no total at all."""
    net = (total / Decimal("1.2")).quantize(CENT)
    lines = [_spread("TOTAL HT", money(net))] if chance.random() < 0.3 else []
    label = chance.choice(TOTALS)
    lines.append(("=" if chance.random() < 0.5 else "") + _spread(label, money(total) + after))
    lines += [*_payment(chance, total, money), "", "TVA     HT      TVA     TTC"]
    lines.append(f"20,0%   {money(net)}   {money(total - net)}   {money(total)}")
    if chance.random() < 0.3:
        lines.append(_spread("Cagnotte cumulée", money(Decimal(chance.randint(100, 9000)) / 100)))
    return lines


def _payment(chance: random.Random, total: Decimal, money: Callable[[Decimal], str]) -> list[str]:
    way = chance.choice(("card", "card", "cash", "cheque"))
    if way == "cash":
        given = next(Decimal(note) for note in (5, 10, 20, 50, 100, 200, 500, 1000) if note >= total)
        return [
            _spread("ESPECES", money(given)),
            _spread(chance.choice(("RENDU", "RENDU MONNAIE", "A RENDRE")), money(given - total)),
        ]
    return [_spread(chance.choice(("CB", "CARTE BANCAIRE", "CB EMV")) if way == "card" else "CHEQUE", money(total))]


def _card_slip(chance: random.Random, total: Decimal, day: datetime.date) -> list[str]:
    return [
        "#CARTE BANCAIRE", "^SANS CONTACT", f"le {day:%d/%m/%y} a {chance.randint(8, 18):02d}:12:40", "^A0000000421010",
        f"************{chance.randint(1000, 9999)}", f"{chance.randint(100000, 999999)} {chance.randint(10, 99)} C @",
        "MONTANT REEL", f"   {total:.2f} EUR".replace(".", ","), "DEBIT", "^TICKET CLIENT", "^A CONSERVER",
    ]  # fmt: skip


def _written(day: datetime.date, chance: random.Random) -> str:
    words = f"{day.day} {MONTHS['fr'][day.month - 1]} {day.year}"
    figures = (f"{day:%d/%m/%Y}", f"{day:%d/%m/%Y}", f"{day:%d/%m/%y}", f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}")
    return chance.choice((*figures, words))


def _spread(left: str, right: str) -> str:
    return left + " " * max(1, WIDTH - len(left) - len(right)) + right


# --- the paper -------------------------------------------------------------------------------------------------------


def _printed(lines: list[str], chance: random.Random, *, faint: bool) -> Image.Image:
    """The paper as the till leaves it, black on nearly white."""
    size = 26
    step, cell = round(size * 1.35), size * 0.56
    paper = Image.new("L", (round(cell * WIDTH) + 60, step * (len(lines) + 4)), chance.randint(236, 252))
    draw = ImageDraw.Draw(paper)
    ink = chance.randint(110, 150) if faint else chance.randint(10, 60)
    name = chance.choice(("", "400", "700"))
    for rank, line in enumerate(lines):
        y, big = 30 + rank * step, line[:1] in "#="
        font = _font(name, round(size * (1.25 if big else 1)))
        text = line.lstrip("#^=")
        if line[:1] in "#^":
            draw.text(((paper.width - draw.textlength(text, font)) / 2, y), text, ink, font)
        elif big:
            left, _, right = text.rpartition("  ")
            draw.text((30, y), left.strip(), ink, font)
            draw.text((paper.width - 30 - draw.textlength(right.strip(), font), y), right.strip(), ink, font)
        else:
            for place, sign in enumerate(text):
                draw.text((30 + place * cell + (cell - draw.textlength(sign, font)) / 2, y), sign, ink, font)
    if faint:  # a worn head leaves bands, and the paper fades
        for x in range(0, paper.width, chance.randint(60, 120)):
            draw.line((x, 0, x, paper.height), chance.randint(205, 235), chance.randint(1, 3))
    return paper


def _font(name: str, size: int) -> ImageFont.ImageFont | ImageFont.FreeTypeFont:
    if not name:
        return ImageFont.load_default(size)
    folder = Path(settings.CHECKOUT) / "static" / "fonts"
    return ImageFont.truetype(folder / f"atkinson-hyperlegible-{name}.woff2", size)


def _beside(paper: Image.Image, slip: Image.Image, chance: random.Random) -> Image.Image:
    """The till's paper with the slip of the card below it, a little askew."""
    slip = slip.rotate(chance.uniform(-3, 3), Image.Resampling.BICUBIC, expand=True, fillcolor=225)
    both = Image.new("L", (max(paper.width, slip.width), paper.height + slip.height + 20), 225)
    both.paste(paper, (0, 0))
    both.paste(slip, (chance.randint(0, both.width - slip.width), paper.height + 20))
    return both


# --- the photo -------------------------------------------------------------------------------------------------------


def _photographed(paper: Image.Image, condition: str, chance: random.Random) -> Image.Image:
    """The paper on a table, as a hand with a telephone sees it."""
    if condition == "crumpled":
        paper = _crumpled(paper, chance)
    wide = round(max(paper.width * (1.9 if condition == "far" else 1.15), paper.height * 0.6))
    tall = round(paper.height * (1.5 if condition == "far" else 1.08))
    table = Image.new("L", (wide, tall), chance.randint(90, 150))
    table.paste(paper, ((wide - paper.width) // 2, (tall - paper.height) // 2))
    angle = chance.uniform(3, 9) * chance.choice((-1, 1)) if condition == "skewed" else chance.uniform(-1.2, 1.2)
    table = table.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=120)
    table = _leaning(table, chance.uniform(0.03, 0.07) if condition == "skewed" else chance.uniform(0, 0.015), chance)
    if condition == "dim":
        table = ImageEnhance.Contrast(ImageEnhance.Brightness(table).enhance(0.38)).enhance(0.8)
    table = ImageChops.multiply(table, _light(table.size, chance, strength=0.45 if condition == "dim" else 0.25))
    table = table.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 0.9)))
    coarse = 0.24 if condition == "dim" else 0.11
    grain = Image.frombytes("L", table.size, chance.randbytes(table.width * table.height))
    grain = grain.point(lambda value: 128 + (value - 128) * coarse)
    table = ImageChops.add(table, grain, 1, -128)
    return Image.merge("RGB", (table, table.point(lambda v: v * 0.97), table.point(lambda v: v * 0.9)))


def _leaning(image: Image.Image, lean: float, chance: random.Random) -> Image.Image:
    """Seen from one side: two corners come nearer to each other."""
    wide, tall = image.size
    near = lean * wide
    corners = (
        (0, 0, near, tall, wide - near, tall, wide, 0)
        if chance.random() < 0.5
        else (near, 0, 0, tall, wide, tall, wide - near, 0)
    )
    return image.transform(image.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)


def _crumpled(paper: Image.Image, chance: random.Random) -> Image.Image:
    """Folded in a pocket: waves in both directions, dark and bright creases."""
    wide, tall = paper.size
    phase, swing, cells = chance.uniform(0, 6), chance.uniform(3, 6), 40

    def moved(x: float, y: float) -> tuple[float, float]:
        return x + swing * math.sin(y / 60 + phase), y + swing * math.sin(x / 90 + phase)

    mesh = []
    for x in range(0, wide, cells):
        for y in range(0, tall, cells):
            right, low = min(x + cells, wide), min(y + cells, tall)
            quad = (*moved(x, y), *moved(x, low), *moved(right, low), *moved(right, y))
            mesh.append(((x, y, right, low), quad))
    paper = paper.transform(paper.size, Image.Transform.MESH, mesh, Image.Resampling.BICUBIC, fillcolor=240)
    shade = Image.new("L", paper.size, 255)
    draw = ImageDraw.Draw(shade)
    for _crease in range(7):
        ends = [(chance.randint(0, wide), chance.randint(0, tall)) for _end in range(2)]
        draw.line(ends, chance.randint(150, 215), chance.randint(4, 12))
    return ImageChops.multiply(paper, shade.filter(ImageFilter.GaussianBlur(6)))


def _light(size: tuple[int, int], chance: random.Random, *, strength: float) -> Image.Image:
    """A lamp at one side."""
    light = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270))).resize(size)
    return light.point(lambda value: 255 * (1 - strength) + value * strength)
