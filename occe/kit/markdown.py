"""Markdown that staff write for the public pages, turned into HTML that is safe, accessible and in our look."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import nh3
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

SCHEMES = frozenset({"https", "http", "mailto", "tel"})
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "loading", "width", "height"},
    "ol": {"start"},
    "th": {"scope"},
    "table": {"class"},
    "div": {"class"},
}
TAGS = {"h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote"} | {
    "ul", "ol", "li", "a", "img", "table", "thead", "tbody", "tr", "th", "td", "div",
}  # fmt: skip
_BESIDE_A_SIGN = re.compile(r" (?=[:;?!»])|(?<=\d) (?=[€%])|(?<=«) ")
# Of our own folders only; a path that climbs is no path of ours.
_OWN_PATH = re.compile(r"/(?!/)(?!.*\.\.)[\w./%~-]+", re.ASCII)


def with_signs_held(text: str) -> str:
    """`text` where no line begins with one of the signs that French sets apart: whoever types it types plain spaces."""
    return _BESIDE_A_SIGN.sub("\u00a0", text)


def render_markdown(text: str, *, sizes: Mapping[str, tuple[int, int]] | None = None) -> SafeString:
    """`text` (CommonMark with tables) as HTML that may stand in a page.

    HTML inside the text shows as it is typed. Headings begin at `h2`, for the page has its `h1`. Links go to https,
    http, mailto and tel addresses or inside the site; pictures come from our own paths (under `settings.STATIC_URL` and
    `settings.MEDIA_URL`, where that is set), else their description stands in their place. `sizes` says how wide and
    high the picture at an address is, in pixels: the page then keeps its place and nothing moves when it comes.
    """
    html = nh3.clean(
        _parser().render(text, {"sizes": sizes or {}}),
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer",
    )
    return mark_safe(html)  # noqa: S308 - nh3 has just cleaned it


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.core.ruler.push("our_page", _fit_our_page)
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    return parser


def _fit_our_page(state: StateCore) -> None:
    """Lower each heading by one, name what a table's head cells head, and keep only pictures of our own."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
        elif token.type == "th_open":
            token.attrs = {"scope": "col"}  # the alignment goes too: it would be an inline style
        elif token.type == "td_open":
            token.attrs = {}
        elif token.children:
            token.children = [_picture_or_words(child, state.env["sizes"]) for child in token.children]


def _picture_or_words(token: Token, sizes: Mapping[str, tuple[int, int]]) -> Token:
    if token.type == "text":
        token.content = with_signs_held(token.content)
    if token.type != "image":
        return token
    address = str(token.attrs.get("src", ""))
    if _is_ours(address):
        token.attrSet("loading", "lazy")
        for name, pixels in zip(("width", "height"), sizes.get(address, ()), strict=False):
            token.attrSet(name, str(pixels))
        return token
    return Token("text", "", 0, content=token.content)


def _is_ours(address: str) -> bool:
    folders = tuple(folder for folder in (settings.STATIC_URL, settings.MEDIA_URL) if folder not in (None, "", "/"))
    return address.startswith(folders) and bool(_OWN_PATH.fullmatch(address))


def _table_open(self: Any, tokens: list[Token], place: int, *_: Any) -> str:
    return '<div class="table-responsive"><table class="table">\n'


def _table_close(self: Any, tokens: list[Token], place: int, *_: Any) -> str:
    return "</table></div>\n"


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """The last net: whatever the parser lets through, a picture is ours and a link names no other host by `//`."""
    if (tag, attribute) == ("img", "src") and not _is_ours(value):
        return None
    if (tag, attribute) == ("a", "href") and value.replace("\\", "/").startswith("//"):
        return None
    return value
