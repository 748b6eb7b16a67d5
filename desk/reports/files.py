"""The annual report as files: a workbook with a sheet a table, a folder of CSV, or everything in one folder.

The same report gives the same bytes: no moment of writing stands in any of them. Names inside an archive are ours.
"""

import datetime
import io
import zipfile
from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cooperatives.services.exports import MadeFile
from desk.reports.figures import Report
from desk.reports.tables import tables_of
from occe.kit.csvfiles import csv_chunks
from occe.kit.workbooks import CONTENT_TYPE, Sheet, write_workbook

ZIP = "application/zip"


class Shape(TextChoices):
    """What staff can ask for."""

    ALL = "all", gettext_lazy("Tout, dans un dossier")
    PDF = "pdf", gettext_lazy("PDF, à lire et à imprimer")
    XLSX = "xlsx", gettext_lazy("XLSX, pour un tableur")
    CSV = "csv", gettext_lazy("CSV, pour d’autres programmes")


def stem(report: Report) -> str:
    """`rapport-occe-15-2025-2026`: what the names of all its files begin with."""
    return _("rapport-%(place)s-%(year)s") % {"place": report.slug, "year": report.year}


def xlsx_file(report: Report) -> MadeFile:
    """A workbook: one sheet a table, real numbers and days, heads that stay and filter."""
    out = io.BytesIO()
    sheets = [Sheet(table.title, table.columns, table.rows) for table in tables_of(report)]
    title = _("Rapport annuel %(year)s") % {"year": report.year}
    created = datetime.datetime.combine(report.as_of, datetime.time())
    write_workbook(out, sheets, title=title, language=get_language() or "fr", created=created)
    return MadeFile(f"{stem(report)}.xlsx", CONTENT_TYPE, out.getvalue())


def csv_file(report: Report) -> MadeFile:
    """A folder with one CSV file a table."""
    tables = tables_of(report)
    inside = [
        (f"{table.key}.csv", b"".join(csv_chunks([str(column.title) for column in table.columns], table.rows)))
        for table in tables
    ]
    return folder(f"{stem(report)}-csv.zip", inside, day=report.as_of)


def folder(name: str, inside: Iterable[tuple[str, bytes]], *, day: datetime.date) -> MadeFile:
    """A zip of these files, in this order, all dated `day`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in inside:
            entry = zipfile.ZipInfo(path, date_time=(day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, data)
    return MadeFile(name, ZIP, out.getvalue())
