"""No text of anybody becomes a formula in a CSV or a workbook: each field that an export shows, each way to begin one.

The exports are found by their routes' names: one that is added later is tried as well.
"""

import csv
import io
import re
import zipfile

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from cooperatives.models import Classroom, Cooperative, School
from desk.reports.figures import read_report
from desk.reports.files import csv_file, xlsx_file
from finance.models import Account, DepositSlip, InventoryItem, Voucher
from finance.services.agreeing import agree_claim
from members.models import User
from tests.access.addresses import address_of, routes
from tests.access.places import Places
from tests.finance.ledger import sent_by
from tests.members.account_walk import confirm_password

BEGINS = ["=", "+", "-", "@", "\t=", "\r=", "＝"]
MORE = ["\n=", "＋", "－", "＠", " =", "\u200b=", "\ufeff@", "\u00a0+"]
MARK = 'HYPERLINK("https://evil.example";"clic")'
NUMBER = re.compile(r"[-+]?[0-9]+([.,][0-9]+)?")
HIDDEN = "".join(map(chr, (*range(0x2000, 0x2010), 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF, 0xA0, 0x85)))
FIELDS = [
    (Cooperative, ("name",)),
    (School, ("name", "commune")),
    (Classroom, ("name",)),
    (Account, ("label_fr", "label_en")),
    (InventoryItem, ("label", "place")),
    (Voucher, ("caption",)),
    (User, ("first_name", "last_name")),
]


def exports() -> dict[str, list[dict]]:
    """The routes that give a table, with what `kind` must be."""
    named = [name for name, _pattern in routes() if re.search(r"(csv|xlsx)$", name)]
    chosen = [name for name, _pattern in routes() if name in ("desk:cooperatives-export", "desk:combined-file")]
    return {"named": sorted(named), "chosen": sorted(chosen)}


@pytest.fixture
def hostile(db):
    """An association where whoever wrote something wrote a formula; gives a function that sets another beginning."""
    world = Places()
    world.thing, world.slip, world.claim

    def begin(start: str) -> Places:
        text = start + MARK
        for model, fields in FIELDS:
            model.objects.update(**dict.fromkeys(fields, text[:60]))
        DepositSlip.objects.filter(entry__isnull=True).update(label=text[:60])
        claim = sent_by(world.noe, world, what=text)
        agree_claim(claim, by=world.actor(world.claire), paid_with="cash", voucher_number="")
        world.ledger.spend("0.01", label=text)
        return world

    return begin


def downloads(world: Places):
    """The name and the bytes of each export, as the association's treasurer gets them."""
    client = world.client(world.tristan)
    confirm_password(client)
    found = exports()
    addresses = [(name, address_of(world, name)) for name in found["named"]]
    for reading in ("journal", "balance"):
        addresses += [(f"{n}-{reading}", a.replace("ledger.", f"{reading}.")) for n, a in addresses if "ledger-" in n]
    for name in found["chosen"]:
        address = address_of(world, name)
        addresses += [(f"{name}-{kind}", re.sub(r"csv", kind, address)) for kind in ("csv", "xlsx")]
    for name, address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, name
        yield name, b"".join(answer.streaming_content) if answer.streaming else answer.content
    report = read_report(world.year, on=timezone.localdate())
    with zipfile.ZipFile(io.BytesIO(csv_file(report).data)) as archive:
        for name in archive.namelist():
            yield f"report {name}", archive.read(name)
    yield "report.xlsx", xlsx_file(report).data


@pytest.mark.parametrize("start", [*BEGINS, *(pytest.param(start, marks=pytest.mark.long) for start in MORE)])
def test_no_text_becomes_a_formula_in_any_export(hostile, start):
    world = hostile(start)
    reached = set()

    for name, data in downloads(world):
        cells = cells_of_workbook(name, data) if data[:2] == b"PK" else cells_of_text(data)
        for cell in cells:
            assert not is_formula(cell), (name, cell)
            if "HYPERLINK" in cell:
                reached.add(name)

    assert {name.split("-")[0] for name in reached} >= {"finance:entries", "finance:goods", "finance:ledger"}
    assert {"desk:cooperatives-export-csv", "desk:cooperatives-export-xlsx"} <= reached


def cells_of_text(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig")
    return [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") for cell in row]


def cells_of_workbook(name: str, data: bytes) -> list[str]:
    """Its texts, each led by an apostrophe, for a workbook says itself that it is text; a formula fails here."""
    found = []
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (name, cell.value)
                assert cell.hyperlink is None, (name, cell.value)
                found += [f"'{cell.value}"] if isinstance(cell.value, str) else []
    return found


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would compute the cell: what it begins with behind signs that nobody sees."""
    if NUMBER.fullmatch(cell):
        return False
    return cell[:1] in ("\t", "\r", "\n") or cell.lstrip(HIDDEN + " \t\r\n")[:1] in tuple("=+-@＝＋－＠")
