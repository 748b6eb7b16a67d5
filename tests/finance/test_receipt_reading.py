import datetime
import json
import os
import socket
import subprocess
import sys
from decimal import Decimal
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from finance.receipt_reading import engine, reader
from finance.receipt_reading.choosing import amounts_in, day_of, shop_of, total_of
from finance.receipt_reading.invoices import reading_of
from finance.receipt_reading.reading import NotReadable, Reading
from finance.receipt_reading.rows import rows_of
from occe.kit.uploads.pipeline import clean_upload
from occe.kit.uploads.refusals import PdfHoldsFile
from tests.finance.electronic_invoices import PROFILES, ZUGFERD_1, blank_pdf, invoice_pdf, invoice_xml, with_files
from website.bench.drawn_receipts import drawn_receipt

TODAY = datetime.date(2026, 11, 22)
ocr = pytest.mark.skipif(find_spec("rapidocr") is None, reason="the extra `ocr` is not installed here")


def paper(*rows: str, tilt: float = 0.0):
    """Rows as the recogniser gives them: `|` parts a label from its amount, which are then two boxes."""
    lines = []
    for rank, row in enumerate(rows):
        for place, text in enumerate(row.split("|")):
            left, top = 40.0 + place * 320, 40.0 * rank
            right = left + 14 * len(text)
            box = [[left, top + left * tilt], [right, top + right * tilt], [right, top + 30 + right * tilt],
                   [left, top + 30 + left * tilt]]  # fmt: skip
            lines.append({"text": text, "score": 0.97, "box": box})
    return rows_of(lines)


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        (["GRAINES|4,50", "TERREAU|8,00", "TOTAL|12,50"], "12.50"),
        (["SOUS-TOTAL|15,00", "REMISE|-2,50", "NET A PAYER|12,50", "CB|12,50"], "12.50"),
        (["NETAPAYER|12,50€"], "12.50"),
        (["TOTAL HT|10,42", "TVA 20%|2,08", "TOTAL TTC|12,50"], "12.50"),
        (["MONTANT DÛ|12.50 EUR", "ESPECES|20.00", "RENDU MONNAIE|7.50"], "12.50"),
        (["LIVRE|12,50", "ESPECES|20,00", "RENDU|7,50", "TOTAL|12,50"], "12.50"),
        (["MONTANT REEL", "1 234,50 EUR", "DEBIT"], "1234.50"),
        (["T0TAL|12,5O"], "12.50"),
        (["TOTAL|12,50", "Cagnotte cumulée|83,20", "TVA|HT|TTC", "20,0%|10,42|2,08|12,50"], "12.50"),
        (["2 ARTICLES", "TOTAL TTC (2)|12,50"], "12.50"),
    ],
)
def test_the_total_is_chosen_by_its_words(rows, total):
    assert total_of(paper(*rows))[0] == Decimal(total)


def test_an_amount_that_nothing_names_is_never_proposed():
    assert total_of(paper("GRAINES|4,50", "TERREAU|8,00", "RENDU|7,50", "20 points fidélité|3,00")) == (None, 0.0)


def test_a_paper_held_askew_keeps_its_rows():
    rows = paper(
        "JARDINERIE DES MONTS", "GRAINES DE RADIS ROSE|4,50", "TERREAU VINGT LITRES|8,00", "TOTAL|12,50", tilt=0.12
    )
    assert [row.text for row in rows][-1] == "TOTAL 12,50"


def test_two_totals_that_disagree_are_less_sure_than_two_that_agree():
    _total, agreeing = total_of(paper("TOTAL|12,50", "CB|12,50"))
    _total, differing = total_of(paper("TOTAL|12,50", "CB|12,80"))
    assert agreeing > differing


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("12,50", ["12.50"]), ("1 234,50", ["1234.50"]), ("1.234,50", ["1234.50"]), ("12€50", ["12.50"]),
        ("-2,50", []), ("20,0%", []), ("04 71 10 12 34", []), ("0,845 kg", []), ("16:42", []), ("12,505", []),
    ],
)  # fmt: skip
def test_amounts_as_tills_print_them(text, amounts):
    assert amounts_in(text) == [Decimal(amount) for amount in amounts]


@pytest.mark.parametrize(
    ("row", "day"),
    [
        ("Le 02/10/2026 à 16:42", (2026, 10, 2)), ("02/10/26 16:42", (2026, 10, 2)), ("02.10.202616:42", (2026, 10, 2)),
        ("Ticket 004202/10/2026 16:42", (2026, 10, 2)), ("2 octobre 2026", (2026, 10, 2)),
        ("11 fvrier 2026", (2026, 2, 11)),
        ("2026-10-02", (2026, 10, 2)),
        ("Echange jusqu'au 02/11/2026", None), ("02/10/2031", None), ("31/02/2026", None),
        ("04 71 10 12 34", None),
    ],
)  # fmt: skip
def test_days_as_tills_print_them(row, day):
    assert day_of(paper("MAGASIN", row), today=TODAY) == (datetime.date(*day) if day else None)


def test_a_day_beside_an_hour_is_the_receipts_own():
    assert day_of(paper("Carte créée le 01/02/2026", "02/10/2026 16:42"), today=TODAY) == datetime.date(2026, 10, 2)


def test_the_shop_is_no_greeting_and_no_address():
    assert (
        shop_of(paper("Bienvenue", "JARDINERIE DU PUY", "4 rue du Rocher", "Tél : 04 71 10 12 34"))
        == "JARDINERIE DU PUY"
    )


# --- electronic invoices ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", PROFILES)
def test_an_electronic_invoice_of_any_profile_is_read_exactly(profile):
    invoice = reading_of(invoice_xml(profile=profile))
    assert invoice == Reading(Decimal("48.60"), datetime.date(2026, 10, 2), "Brico", "factur-x", 1.0)


def test_a_zugferd_invoice_of_the_first_version_is_read():
    assert reading_of(ZUGFERD_1) == Reading(
        Decimal("117.81"), datetime.date(2026, 10, 5), "Lieferant GmbH", "factur-x", 1.0
    )


def test_a_credit_note_gives_money_back():
    assert reading_of(invoice_xml(kind="381")).total == Decimal("-48.60")


@pytest.mark.parametrize("xml", [invoice_xml(currency="CHF"), "<a/>", "<a", invoice_xml(total="beaucoup")])
def test_what_is_no_invoice_in_euros_is_refused(xml):
    with pytest.raises(NotReadable):
        reading_of(xml)


def test_an_invoice_that_a_shop_sends_is_kept_and_read():
    kept = clean_upload(invoice_pdf(invoice_xml()), name="facture.pdf", declared_type="application/pdf")
    assert reader.read_receipt(kept.data).total == Decimal("48.60")


@pytest.mark.parametrize(
    "pdf",
    [
        with_files(factur_x__xml=invoice_xml().encode(), virus__exe=b"MZ"),
        with_files(factur_x__xml=b"MZ not an invoice"),
        with_files(other__xml=invoice_xml().encode()),
        with_files(factur_x__xml=b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + invoice_xml().encode()),
    ],
    ids=["a second file", "another thing", "another name", "entities"],
)
def test_a_pdf_that_holds_anything_but_its_invoice_is_refused(pdf):
    with pytest.raises(PdfHoldsFile):
        clean_upload(pdf)


def test_a_pdf_without_an_invoice_says_so():
    with pytest.raises(NotReadable) as refused:
        reader.read_receipt(blank_pdf())
    assert refused.value.code == "no_invoice"


# --- photos ----------------------------------------------------------------------------------------------------------


@ocr
def test_a_drawn_receipt_is_read():
    drawn = drawn_receipt("thermal", 1, until=TODAY)
    reading = reader.read_receipt(clean_upload(drawn.photo).data)
    assert (reading.total, reading.date, reading.shop, reading.source) == (drawn.total, drawn.date, drawn.shop, "ocr")


@ocr
def test_the_models_lie_in_the_wheel():
    folder = Path(find_spec("rapidocr").origin).with_name("models")
    assert all((folder / name).is_file() for name in (engine.DETECTION, engine.RECOGNITION, engine.DIRECTION))


def test_nothing_leaves_the_process_that_reads():
    """The reader's own hook cuts every address, so a library that would download a model cannot."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        code = (
            f"import runpy; runpy.run_path({engine.__file__!r})['limit_ourselves']()\n"
            "import socket, urllib.request\n"
            f"for ask in (lambda: socket.create_connection(('127.0.0.1', {server.getsockname()[1]})),\n"
            f"            lambda: urllib.request.urlopen('http://127.0.0.1:{server.getsockname()[1]}/')):\n"
            "    try: ask()\n"
            "    except OSError as error: print('refused' if 'leaves' in str(error) else error)\n"
        )
        done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True)
    assert done.stdout.split() == ["refused", "refused"], done.stderr


def test_a_photo_without_the_extra_is_refused_plainly(monkeypatch):
    monkeypatch.setattr(reader, "reads_pictures", lambda: False)
    with pytest.raises(NotReadable) as refused:
        reader.read_receipt(drawn_receipt("plain", 0, until=TODAY).photo)
    assert refused.value.code == "no_engine"
    assert "make ocr" in str(refused.value)


def test_asking_whether_photos_are_read_imports_nothing_of_the_reader():
    reader.reads_pictures()
    assert [name for name in ("rapidocr", "onnxruntime", "cv2") if name in sys.modules] == []


def test_the_command_prints_what_was_understood_and_needs_no_database(tmp_path):
    file = tmp_path / "facture.pdf"
    file.write_bytes(invoice_pdf(invoice_xml()))
    nowhere = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"}
    command = [sys.executable, "manage.py", "read_receipt", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | nowhere, cwd=settings.CHECKOUT)
    assert json.loads(done.stdout) == {
        "total": "48.60", "date": "2026-10-02", "shop": "Brico", "source": "factur-x", "confidence": 1.0,
    }  # fmt: skip


@pytest.mark.parametrize("content", [blank_pdf(), b"nothing of the kind", b""])
def test_the_command_refuses_with_a_sentence_and_one(tmp_path, content):
    file, out = tmp_path / "autre.pdf", StringIO()
    file.write_bytes(content)
    with pytest.raises(CommandError) as refused:
        call_command("read_receipt", file, stdout=out)
    assert refused.value.returncode == 1
    assert json.loads(out.getvalue()) == dict.fromkeys(("total", "date", "shop", "source", "confidence"))
