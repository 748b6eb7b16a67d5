"""The files of the annual report read back as rows of values, each from the file alone."""

import csv
import io
import zipfile
from decimal import Decimal

import openpyxl

from tests.desk.pdf_reader import read, tables


def from_csv(data: bytes) -> dict[str, list[dict]]:
    """Each file of the folder as rows of values: amounts and whole numbers as such, everything else as text."""

    def value(title: str, cell: str):
        is_figure = cell.lstrip("-").replace(",", "").isdigit() and title != "Compte"
        return (Decimal(cell.replace(",", ".")) if "," in cell else int(cell)) if is_figure else cell

    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            rows = csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig")), delimiter=";")
            found[name.removesuffix(".csv")] = [{k: value(k, v) for k, v in row.items()} for row in rows]
    return found


def from_xlsx(data: bytes) -> dict[str, list[dict]]:
    """Each sheet as rows of values; a spreadsheet's numbers have two decimals when their format says euros."""

    def value(cell):
        euros = isinstance(cell.value, int | float) and "€" in cell.number_format
        return Decimal(str(cell.value)).quantize(Decimal("0.01")) if euros else cell.value

    found = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        heads, *rows = sheet.iter_rows()
        found[sheet.title] = [{head.value: value(cell) for head, cell in zip(heads, row, strict=True)} for row in rows]
    return found


def from_pdf(data: bytes, *heads: str) -> list[dict]:
    """The rows of the table that begins with these heads, over all its pages; no line of a group, no total."""

    def value(title: str, text: str):
        plain = text.replace("\u00a0", "").replace("−", "-")
        if text == "–":
            return Decimal(0)
        is_figure = plain.lstrip("-").replace(",", "").isdigit() and title != "Compte"
        return (Decimal(plain.replace(",", ".")) if "," in plain else int(plain)) if is_figure else text

    found = []
    _document, root = read(data)
    for head, *rows in tables(root):
        if tuple(head[: len(heads)]) == heads:
            whole = [row for row in rows if len(row) == len(head) and "Total" not in row]
            found += [{title: value(title, cell) for title, cell in zip(head, row, strict=True)} for row in whole]
    return found
