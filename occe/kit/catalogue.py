"""The one catalogue of translations: French in the source, English in `locale/en`. No system gettext is needed.

Babel reads Python; Django's own `templatize` turns a template into something that reads like Python. The catalogue is
kept sorted and without line numbers, so that two people may add to it at once.

French needs no catalogue but for one thing: where a sentence is missing, gettext counts as English does, "0 écoles". So
the sentences with a plural are compiled for French too, as they stand, under the French rule: "0 école".
"""

import io
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

CHECKOUT = settings.CHECKOUT
PO_FILE = CHECKOUT / "locale" / "en" / "LC_MESSAGES" / "django.po"
ENGLISH = PO_FILE.with_suffix(".mo")
FRENCH = CHECKOUT / "locale" / "fr" / "LC_MESSAGES" / "django.mo"
KEYWORDS: dict = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
FIXED_DATE = datetime(2026, 1, 1, tzinfo=UTC)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
SOURCES = ["occe", *settings.ROOMS]


@dataclass(frozen=True)
class Message:
    """A sentence of the source: its plural form and its context, if it has them."""

    singular: str
    plural: str | None = None
    context: str | None = None


def messages_of_source() -> set[Message]:
    """Every translatable sentence of the rooms and templates."""
    found: set[Message] = set()
    for path in python_files():
        found |= set(_messages(path.read_bytes()))
    for path in sorted((CHECKOUT / "templates").rglob("*")):
        if path.suffix in (".html", ".txt", ".xml", ".svg"):
            found |= set(_messages(_template_as_python(path)))
    return found


def python_files() -> Iterator[Path]:
    """The source of the rooms, without what migrations did."""
    for room in SOURCES:
        for path in sorted((CHECKOUT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def _template_as_python(path: Path) -> bytes:
    code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    # A template's indentation means nothing to Python.
    return "\n".join(line.strip() for line in code.splitlines()).encode()


def _messages(code: bytes) -> Iterator[Message]:
    options = {"encoding": "utf-8"}
    for _line, found, _comments, context in extract("python", io.BytesIO(code), keywords=KEYWORDS, options=options):
        forms = found if isinstance(found, tuple) else (found,)
        forms = tuple(form for form in forms if form)
        if forms:
            yield Message(forms[0], forms[1] if len(forms) > 1 else None, context)


def read() -> Catalog:
    if not PO_FILE.exists():
        return _empty()
    with PO_FILE.open("rb") as file:
        return read_po(file, locale="en")


def _empty() -> Catalog:
    """A catalogue with a plain heading; its dates are fixed, for a changing one would make every merge a conflict."""
    return Catalog(
        locale="en",
        project="portail-cooperatives",
        version="1",
        fuzzy=False,
        header_comment="# The English of the portal. The French is in the source: see occe/kit/catalogue.py.\n#",
        creation_date=FIXED_DATE,
        revision_date=FIXED_DATE,
        last_translator="the team",
        language_team="the team",
        msgid_bugs_address="",
    )


def write(catalogue: Catalog) -> None:
    buffer = io.BytesIO()
    write_po(buffer, catalogue, no_location=True, sort_output=True, omit_header=False, width=120, ignore_obsolete=True)
    _replace(PO_FILE, buffer.getvalue())


def collect() -> tuple[int, int]:
    """Bring the catalogue in line with the source; returns how many sentences came and went."""
    old, wanted = read(), messages_of_source()
    new = _empty()
    before = {
        (message.id if isinstance(message.id, str) else message.id[0], message.context) for message in old if message.id
    }
    for message in wanted:
        kept = old.get(message.singular, message.context)
        identifier = (message.singular, message.plural) if message.plural else message.singular
        new.add(identifier, _kept_translation(kept, message), context=message.context)
    after = {(message.singular, message.context) for message in wanted}
    write(new)
    return len(after - before), len(before - after)


def _kept_translation(kept, message: Message):
    if kept is None or isinstance(kept.string, tuple) != bool(message.plural):
        return ("", "") if message.plural else ""
    return kept.string


def fill(translations: dict[str, str | list[str]]) -> list[str]:
    """Write translations (a pair for a sentence with a plural); returns the sentences that the catalogue lacks."""
    catalogue, unknown = read(), []
    for singular, translation in translations.items():
        known = [m for m in catalogue if m.id and (m.id if isinstance(m.id, str) else m.id[0]) == singular]
        if not known:
            unknown.append(singular)
        for message in known:
            message.string = tuple(translation) if isinstance(message.id, tuple) else str(translation)
    write(catalogue)
    return unknown


def faults() -> list[str]:
    """What keeps the catalogue from being complete: sentences that it lacks, that lack English, or that are gone."""
    catalogue, wanted, found = read(), messages_of_source(), []
    for message in sorted(wanted, key=lambda m: m.singular):
        entry = catalogue.get(message.singular, message.context)
        if entry is None:
            found.append(f"not collected: {message.singular!r}")
        elif not all(entry.string if isinstance(entry.string, tuple) else (entry.string,)):
            found.append(f"not translated: {message.singular!r}")
        else:
            found += _placeholder_faults(message, entry)
    known = {(message.singular, message.context) for message in wanted}
    for entry in catalogue:
        singular = entry.id[0] if isinstance(entry.id, tuple) else entry.id
        if singular and (singular, entry.context) not in known:
            found.append(f"no longer in the source: {singular!r}")
    return found


def _placeholder_faults(message: Message, entry) -> list[str]:
    wanted = set(PLACEHOLDER.findall(message.singular)) | set(PLACEHOLDER.findall(message.plural or ""))
    given = entry.string if isinstance(entry.string, tuple) else (entry.string,)
    stray = [text for text in given if set(PLACEHOLDER.findall(text)) - wanted]
    return [f"another placeholder than the source: {text!r}" for text in stray]


def compile_if_newer() -> None:
    """Make the files that Django reads, when the catalogue is newer than they are (or when one is missing)."""
    if not PO_FILE.exists() or all(_is_newer(target) for target in (ENGLISH, FRENCH)):
        return
    english = read()
    for target, catalogue in ((ENGLISH, english), (FRENCH, french_plurals(english))):
        buffer = io.BytesIO()
        write_mo(buffer, catalogue)
        _replace(target, buffer.getvalue())


def _is_newer(target: Path) -> bool:
    return target.exists() and target.stat().st_mtime >= PO_FILE.stat().st_mtime


def french_plurals(catalogue: Catalog) -> Catalog:
    """The sentences with a plural, as they stand; without those whose singular says "one" and counts nothing."""
    french = Catalog(locale="fr", fuzzy=False)
    for entry in catalogue:
        if isinstance(entry.id, tuple):
            singular, plural = entry.id
            if set(PLACEHOLDER.findall(plural)) <= set(PLACEHOLDER.findall(singular)):
                french.add(entry.id, entry.id, context=entry.context)
    return french


def _replace(path: Path, content: bytes) -> None:
    """Write whole or not at all: several processes may start at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as scratch:
        scratch.write(content)
    os.chmod(scratch.name, 0o644)
    os.replace(scratch.name, path)
