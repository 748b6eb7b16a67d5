"""CSV as French spreadsheets open it with a double click: UTF-8 with BOM, semicolons, comma decimals, 14/10/2026.

A cell of text that a spreadsheet would take for a formula is led by an apostrophe; real numbers stay numbers.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from occe.kit.dates import format_day
from occe.kit.uploads.names import safe_disposition

CHUNK = 64 * 1024
# Also behind spaces and signs that nobody sees, and in full width, which some spreadsheets read alike.
_FORMULA = re.compile("[\t\r\n]|[\\s\u200b-\u200f\u2060\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def csv_response(name: str, header: Sequence[object], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """A download named `name` (with its .csv), written while `rows` is read, so that memory stays flat."""
    response = StreamingHttpResponse(csv_chunks(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = safe_disposition(name)
    return response


def csv_chunks(header: Sequence[object], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The file in pieces of about 64 kB, the byte order mark first.

    Cells are text, `Decimal`, whole numbers, days, moments, yes or no, or None (empty). A float raises TypeError: no
    figure of ours is one.
    """
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([_text(cell) for cell in header])
    for row in rows:
        writer.writerow([csv_cell(value) for value in row])
        if buffer.tell() >= CHUNK:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def csv_cell(value: Any) -> str:
    """One value as it stands in the file, before quoting."""
    match value:
        case None:
            return ""
        case str():
            return _text(value)
        case bool():
            return _("oui") if value else _("non")
        case Decimal():
            return f"{value:f}".replace(".", ",")
        case int():
            return str(value)
        case datetime.datetime():
            local = timezone.localtime(value) if timezone.is_aware(value) else value
            return f"{format_day(local.date(), 'fr')} {local:%H:%M}"
        case datetime.date():
            return format_day(value, "fr")
        case float():
            raise TypeError("a float is no figure of ours: use a Decimal")
        case _:
            return _text(value)


def _text(value: object) -> str:
    """Text that stays text in every spreadsheet."""
    text = _CONTROLS.sub("", str(value))
    return f"'{text}" if _FORMULA.match(text) else text
