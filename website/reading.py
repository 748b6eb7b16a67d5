"""A page's Markdown as the templates show it: a lead, then sections that begin at each heading."""

import re
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from occe.kit.markdown import render_markdown, with_signs_held
from website.queries import picture_sizes
from website.texts import Text

_SECTION = re.compile(r"^##?[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the safe HTML under it; `anchor` is its place in the page."""

    title: str
    anchor: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Reading:
    """A page ready to show. `lead` is the first paragraph, `intro` what follows it before the first heading."""

    title: str
    lead: SafeString
    intro: SafeString
    sections: list[Section]
    summary: str

    @property
    def name(self) -> str:
        """The title without its full stop, for the browser's tab."""
        return self.title.removesuffix(".")


def read(text: Text) -> Reading:
    """Cut a text at its headings of the first and second level; deeper ones stay inside, a level under the section."""
    body = "\n".join(text.body.splitlines())  # browsers send two signs for a line's end
    cuts = list(_SECTION.finditer(body))
    opening = body[: cuts[0].start()] if cuts else body
    first, _, rest = opening.strip().partition("\n\n")
    ends = [cut.start() for cut in cuts[1:]] + [len(body)] * bool(cuts)
    sections = [
        Section(with_signs_held(cut[1]), slugify(cut[1]) or f"s{rank}", _html(body[cut.end() : end]))
        for rank, (cut, end) in enumerate(zip(cuts, ends, strict=True), start=1)
    ]
    return Reading(with_signs_held(text.title), inline(first), _html(rest), sections, plain(first))


def show(text: str) -> SafeString:
    """Markdown as safe HTML, where each picture of the site keeps its place before it has come."""
    return render_markdown(text, sizes=picture_sizes(text))


def inline(text: str) -> SafeString:
    """One paragraph of Markdown without its `<p>`."""
    html = show(re.sub(r"[ \t\n]+", " ", text)).strip()
    return mark_safe(html.removeprefix("<p>").removesuffix("</p>"))  # noqa: S308 - cleaned by show


def plain(text: str, limit: int = 200) -> str:
    """The words of a paragraph without Markdown, for descriptions of the page; cut at a word."""
    words = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    words = " ".join(re.sub(r"[*_`>#]", "", words).split(" ")).replace("\n", " ").strip()
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0] + "…"


def _html(text: str) -> SafeString:
    return show(re.sub(r"^#(#{2,})", r"\1", text, flags=re.MULTILINE)) if text.strip() else SafeString("")
