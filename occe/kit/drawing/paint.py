"""The house's paint for pictures that leave the page: a drawing as a file of its own, with its colours inside.

In a page the style sheets paint the classes of a drawing. A document has no such sheets: here each class takes the paint
that these same sheets give it by day, so that nothing is coloured twice.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.conf import settings

SHEETS = ("house.css", "rooms.css", "public.css")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_TOKEN = re.compile(r"--([\w-]+)\s*:\s*([^;]+);")
_VAR = re.compile(r"var\(--([\w-]+)\)")
_FONT = re.compile(r"(\d+) ([\d.]+\w+) (.+)")
_CLASS = re.compile(r'class="([^"]+)"')
_KEPT = ("fill", "stroke", "opacity", "font", "letter-spacing")


@cache
def tokens() -> dict[str, str]:
    """The tokens by day: `{"prairie": "#256a3d", …}`, as `tokens.css` writes them first."""
    sheet = _read("tokens.css")
    first = sheet[sheet.index(":root {") :]
    return {name: value.strip() for name, value in _TOKEN.findall(first[: first.index("}")])}


def tokens_css() -> str:
    """The tokens by day as a rule for a document's own style sheet."""
    return ":root{" + "".join(f"--{name}:{value};" for name, value in tokens().items()) + "}"


def painted(drawing: str) -> bytes:
    """An inline `<svg>` of ours as a file that keeps its colours and its letters wherever it is shown."""
    used = {name for names in _CLASS.findall(drawing) for name in names.split()}
    rules = "".join(
        f"{selector}{{{paint}}}" for selector, paint in _paints() if set(re.findall(r"\.([\w-]+)", selector)) <= used
    )
    named = drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return (
        named.replace(' aria-hidden="true" focusable="false"', "", 1)
        .replace(">", f"><style>{rules}</style>", 1)
        .encode()
    )


@cache
def _paints() -> list[tuple[str, str]]:
    """Every rule of the house that paints, as (selector, declarations) without a variable in them."""
    found = []
    for name in SHEETS:
        for selectors, body in _RULE.findall(_outside_of_media(_COMMENT.sub("", _read(name)))):
            paint = ";".join(_plain(line) for line in body.split(";") if line.strip().startswith(_KEPT))
            found += [(one.strip(), paint) for one in selectors.split(",") if paint and re.search(r"\.\w", one)]
    return [(selector, paint) for selector, paint in found if ":" not in selector]


def _plain(declaration: str) -> str:
    """A declaration with the values of its tokens; the short form of `font` in its three parts, for SVG knows no other."""
    name, value = (part.strip() for part in _VAR.sub(lambda m: tokens().get(m[1], m[0]), declaration).split(":", 1))
    parts = _FONT.fullmatch(value) if name == "font" else None
    return f"font-weight:{parts[1]};font-size:{parts[2]};font-family:{parts[3]}" if parts else f"{name}:{value}"


def _outside_of_media(sheet: str) -> str:
    """The sheet without what holds only on small screens, on paper, in motion: blocks of `@` with rules inside."""
    kept, depth, skipping = [], 0, False
    for piece in re.split(r"(@[^{;]*\{|\{|\})", sheet):
        if piece.startswith("@") and piece.endswith("{") and not skipping:
            skipping, depth = True, 1
        elif skipping:
            depth += (piece.endswith("{")) - (piece == "}")
            skipping = depth > 0
        else:
            kept.append(piece)
    return "".join(kept)


def _read(name: str) -> str:
    return (Path(settings.CHECKOUT) / "static" / "css" / name).read_text(encoding="utf-8")
