"""The one door: the bytes of a file, and what it says."""

from django.utils.translation import gettext as _

from finance.statements.banks import known_layout, told_around
from finance.statements.camt import is_camt, read_camt
from finance.statements.cfonb import is_cfonb, read_cfonb
from finance.statements.checks import judged
from finance.statements.decoding import decoded, refuse_what_is_no_text
from finance.statements.drafts import Draft
from finance.statements.errors import FileRefused
from finance.statements.ofx import is_ofx, read_ofx, version_of
from finance.statements.proposing import separator_of
from finance.statements.qif import is_qif, read_qif
from finance.statements.shapes import CsvMapping, ReadFile
from finance.statements.tables import header_at, read_table, rows_of


def read(data: bytes, *, name: str = "", mapping: CsvMapping | None = None, date_order: str = "") -> ReadFile:
    """What the file says: all its statements, or the reason why it is refused whole. Never raises on what it holds.

    `name` is the file's name (one bank writes the account there), `mapping` the columns of a CSV that no known bank
    writes, `date_order` (one of DATE_ORDERS) the answer when days read both ways. Sentences are in the active language.
    """
    kind = ""
    try:
        refuse_what_is_no_text(data)
        kind = format_of(data)
        return ReadFile(kind, judged(_drafts(kind, data, name, mapping, date_order)))
    except FileRefused as refusal:
        said = refusal.reason
        if refusal.line is not None:
            said = _("%(reason)s Ligne %(line)s.") % {"reason": refusal.reason, "line": refusal.line}
        return ReadFile(kind, (), said, refusal.line, refusal.needs)


def format_of(data: bytes) -> str:
    """One of FORMATS; a text that is nothing else is taken for a CSV."""
    text = decoded(data[:8000])
    if is_ofx(text):
        return version_of(text)
    if is_camt(data):
        return "camt053"
    if is_qif(text):
        return "qif"
    return "cfonb120" if is_cfonb(text) else "csv"


def _drafts(kind: str, data: bytes, name: str, mapping: CsvMapping | None, date_order: str) -> list[Draft]:
    if kind == "camt053":
        return read_camt(data)
    text = decoded(data, mapping.encoding if mapping else "")
    match kind:
        case "ofx1" | "ofx2":
            return read_ofx(text)
        case "cfonb120":
            return read_cfonb(text)
        case "qif":
            return read_qif(text, date_order)
    return _of_table(text, name, mapping)


def _of_table(text: str, name: str, mapping: CsvMapping | None) -> list[Draft]:
    """The mapping that is given counts where its titles stand in the file; else a known bank's layout."""
    rows = rows_of(text, mapping.separator if mapping else separator_of(text))
    if mapping is None or (mapping.header and header_at(rows, mapping.header) is None):
        rows = rows_of(text, separator_of(text))
        mapping = known_layout(rows)
    if mapping is None:
        told = _("Ce fichier CSV n’est d’aucune banque connue. Dites quelle colonne est quoi.")
        raise FileRefused(told, needs="mapping")
    drafts = read_table(rows, mapping)
    return drafts if mapping.account is not None else [told_around(draft, rows, mapping, name) for draft in drafts]
