"""Our own words for each page of the site, shown until the staff write theirs: a Markdown file a page and language

The first line is the title (`# …`). `[[association]]`, `[[a_ville]]`, `[[du_departement]]`, `[[of_department]]` stand
for the federation's name, city and department, since these texts serve any of them.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cooperatives.models import Federation
from website.departments import of_department, town

FOLDER = Path(__file__).parent
LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A title (plain) and a body (Markdown) in one language."""

    title: str
    body: str


def default_text(slug: str, language: str, federation: Federation) -> Text:
    """Our text of a page, with the federation's own name and place."""
    title, _, body = _read(slug, language).partition("\n")
    return Text(_filled(title.removeprefix("# "), language, federation), _filled(body.strip(), language, federation))


def default_words(slug: str, federation: Federation) -> dict[str, str]:
    """Our text of a page in every language, by the names of the fields of `website.models.Page`."""
    texts = {language: default_text(slug, language, federation) for language in LANGUAGES}
    return {f"title_{code}": text.title for code, text in texts.items()} | {
        f"body_{code}": text.body for code, text in texts.items()
    }


def default_timeline(language: str, federation: Federation) -> list[str]:
    """Our steps of the journey, one sentence each, the founding first."""
    lines = _read("timeline", language).splitlines()
    return [_filled(line.removeprefix("- "), language, federation) for line in lines if line]


@cache
def _read(slug: str, language: str) -> str:
    return (FOLDER / f"{slug}.{language}.md").read_text(encoding="utf-8")


def _filled(text: str, language: str, federation: Federation) -> str:
    of = of_department(federation, language)
    city = town(federation)
    at = {"fr": " à ", "en": " in "}[language] + city if city else ""
    return (
        text.replace("[[association]]", federation.short_name)
        .replace("[[a_ville]]", at)
        .replace("[[du_departement]]", of)
        .replace("[[of_department]]", of)
    )
