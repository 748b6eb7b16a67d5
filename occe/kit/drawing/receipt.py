"""The drawn receipt: what a good photo shows, and what is wrong with a bad one. Words come from the page, so that they translate."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import escape

from occe.kit.drawing.canvas import svg


@dataclass(frozen=True)
class Receipt:
    """What stands on it; `lines` are (label, price)."""

    shop: str
    town: str
    date: str
    lines: tuple[tuple[str, str], ...]
    total_label: str
    total: str


def _paper(receipt: Receipt, frame: str) -> str:
    teeth = "".join(f"l-10 {'8' if k % 2 else '-8'}" for k in range(22))
    height = 216 + 26 * len(receipt.lines)
    zones = {"shop": (14, 14, 192, 54), "date": (14, 70, 192, 28), "total": (14, height - 76, 192, 38)}
    mark = ""
    if frame in zones:
        x, y, w, h = zones[frame]
        mark = f'<rect class="receipt-frame" x="{x}" y="{y}" width="{w}" height="{h}" rx="8"/>'
    rows = "".join(
        f'<text x="22" y="{132 + 26 * k}">{escape(label)}</text><text x="198" y="{132 + 26 * k}" text-anchor="end">{escape(price)}</text>'
        for k, (label, price) in enumerate(receipt.lines)
    )
    return (
        f'<path class="receipt-paper" d="M0 0h220v{height}{teeth}z"/>{mark}'
        f'<text class="receipt-shop" x="110" y="40" text-anchor="middle">{escape(receipt.shop)}</text>'
        f'<text x="110" y="60" text-anchor="middle">{escape(receipt.town)}</text>'
        f'<text x="110" y="90" text-anchor="middle">{escape(receipt.date)}</text><path class="receipt-dots" d="M18 106h184"/>{rows}'
        f'<path class="receipt-dots" d="M18 {height - 88}h184"/>'
        f'<text class="receipt-total" x="22" y="{height - 50}">{escape(receipt.total_label)}</text>'
        f'<text class="receipt-total" x="198" y="{height - 50}" text-anchor="end">{escape(receipt.total)}</text>'
        f'<path class="receipt-bars" d="M60 {height - 26}v14M68 {height - 26}v14M72 {height - 26}v14M82 {height - 26}v14M90 {height - 26}v14'
        f"M94 {height - 26}v14M104 {height - 26}v14M116 {height - 26}v14M120 {height - 26}v14M130 {height - 26}v14M142 {height - 26}v14"
        f'M150 {height - 26}v14M158 {height - 26}v14"/>'
    )


def receipt_picture(receipt: Receipt, *, frame: str = "", title: str = "") -> str:
    """A receipt lying slightly askew; `frame` marks the "shop", the "date" or the "total" on it."""
    height = 216 + 26 * len(receipt.lines)
    body = f'<g transform="rotate(-2 120 {height / 2})">{_paper(receipt, frame)}</g>'
    return svg(body, 240, height + 24, "receipt", box=f"-10 -12 240 {height + 24}", title=title)


PHOTOS = ("good", "cut", "dark", "far")


def photo_guide(kind: str) -> str:
    """A small photo of a receipt: `good`, or `cut` at the foot, too `dark`, too `far`. The page says which, in words."""
    lines = "".join(f"M-26 {y}h{w}" for y, w in ((-44, 52), (-32, 34), (-12, 30), (0, 40), (12, 26)))
    paper = f'<path class="receipt-paper" d="M-36-60h72V64l-9-6-9 6-9-6-9 6-9-6-9 6-9-6-9 6z"/><path class="receipt-lines" d="{lines}"/><path class="receipt-sum" d="M-26 36h20M6 36h20"/>'
    place = {
        "good": "translate(80 74)",
        "cut": "translate(80 118) scale(1.25)",
        "dark": "translate(80 74)",
        "far": "translate(92 84) scale(.36) rotate(14)",
    }[kind]
    veil = '<path class="photo-veil" d="M0 0h160v148H0z"/>' if kind == "dark" else ""
    return svg(
        f'<path class="photo-table" d="M0 0h160v148H0z"/><g transform="{place}">{paper}</g>{veil}',
        160,
        148,
        "photo-guide",
    )
