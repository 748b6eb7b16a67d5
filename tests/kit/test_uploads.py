import hashlib
import io
import re

import pytest
from django.utils import translation
from PIL import Image

from occe.kit.uploads import pipeline, refusals, worker
from occe.kit.uploads.kinds import PHOTOS
from occe.kit.uploads.names import safe_disposition, safe_name
from occe.kit.uploads.pipeline import clean_upload
from tests.kit import hostile


def chunks_of(webp):
    """The names of a WebP file's chunks, and whether it ends where it says."""
    names, place = [], 12
    while place < len(webp):
        names.append(webp[place : place + 4])
        size = int.from_bytes(webp[place + 4 : place + 8], "little")
        place += 8 + size + size % 2
    return names, place == len(webp) == 8 + int.from_bytes(webp[4:8], "little")


def opened(data):
    return Image.open(io.BytesIO(data), formats=("WEBP",)).convert("RGB")


# --- what is accepted ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "name", "declared_type"),
    [
        ("JPEG", "Ticket.JPG", "image/jpeg"),
        ("PNG", "ticket.png", "image/png; charset=binary"),
        ("WEBP", "ticket.webp", ""),
        ("HEIF", "IMG_0001.HEIC", "application/octet-stream"),
        ("MPO", "image", "image/jpeg"),
    ],
)
def test_a_picture_is_written_anew_as_webp(kind, name, declared_type):
    clean = clean_upload(hostile.picture(kind), name=name, declared_type=declared_type)

    assert (clean.content_type, clean.extension, clean.width, clean.height) == ("image/webp", "webp", 300, 200)
    assert clean.sha256 == hashlib.sha256(clean.data).hexdigest()
    assert opened(clean.data).size == opened(clean.thumbnail).size == (300, 200)


@pytest.mark.parametrize("kind", ["JPEG", "HEIF", "WEBP", "PNG"])
def test_a_sideways_photo_stands_upright_and_forgets_where_it_was_taken(kind):
    sent = hostile.telephone_photo(kind)

    clean = clean_upload(sent, accept=PHOTOS)

    image = opened(clean.data)
    red, white = image.getpixel((20, 20)), image.getpixel((280, 180))
    assert b"Durand" in sent
    assert (clean.width, clean.height) == (300, 200)
    assert red[0] > 200 > 60 > red[1]
    assert min(white) > 240
    assert [chunks_of(data) for data in (clean.data, clean.thumbnail)] == [([b"VP8 "], True)] * 2


def test_a_large_photo_is_reduced():
    clean = clean_upload(hostile.picture("JPEG", hostile.drawing(4000, 3000), quality=60))

    assert (clean.width, clean.height) == (1600, 1200)
    assert opened(clean.thumbnail).size == (400, 300)


def test_a_picture_with_a_page_and_an_archive_behind_it_loses_both():
    polyglot = hostile.picture("JPEG", comment=hostile.HTML) + hostile.HTML + hostile.ZIP

    clean = clean_upload(polyglot, name="photo.jpg", declared_type="image/jpeg")

    assert b"script" not in clean.data + clean.thumbnail
    assert chunks_of(clean.data) == ([b"VP8 "], True)


@pytest.mark.parametrize(
    ("image", "options", "expected"),
    [
        (Image.new("RGBA", (40, 40), (255, 0, 0, 0)), {}, (255, 255, 255)),
        (Image.new("LA", (40, 40), (0, 0)), {}, (255, 255, 255)),
        (Image.new("RGBA", (40, 40), (0, 0, 0, 0)).quantize(4), {}, (255, 255, 255)),
        (Image.new("1", (40, 40), 1), {}, (255, 255, 255)),
        (Image.new("I;16", (40, 40), 128 * 256), {}, (128, 128, 128)),
    ],
)
def test_transparent_and_scanned_pictures_are_laid_on_white_paper(image, options, expected):
    clean = clean_upload(hostile.picture("PNG", image, **options))

    shown = opened(clean.data).getpixel((20, 20))
    assert max(abs(got - wanted) for got, wanted in zip(shown, expected, strict=True)) <= 3


def test_printers_colours_are_read():
    clean = clean_upload(hostile.picture("JPEG", Image.new("CMYK", (40, 40), (0, 255, 255, 0))))

    red, green, blue = opened(clean.data).getpixel((20, 20))
    assert red > 200 > 80 > max(green, blue)


def test_the_same_file_sent_twice_is_recognised():
    photo = hostile.picture("JPEG")

    assert clean_upload(photo).sha256 == clean_upload(io.BytesIO(photo)).sha256


@pytest.mark.parametrize("change", [None, hostile.with_a_loop])
def test_a_pdf_is_kept_as_it_is(change):
    sent = hostile.pdf(worker.MOST_PAGES, change)

    clean = clean_upload(sent, name="facture.pdf", declared_type="application/pdf")

    assert (clean.content_type, clean.extension, clean.data, clean.thumbnail) == ("application/pdf", "pdf", sent, None)
    assert clean.sha256 == hashlib.sha256(sent).hexdigest()


# --- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "declared_type", "refusal"),
    [
        (b"", "photo.jpg", "image/jpeg", refusals.UploadMissing),
        (hostile.HTML, "photo.jpg", "image/jpeg", refusals.UploadOfAnotherKind),
        (hostile.SVG, "dessin.svg", "image/svg+xml", refusals.UploadOfAnotherKind),
        (hostile.SVG, "dessin.png", "image/png", refusals.UploadOfAnotherKind),
        (hostile.picture("GIF"), "danse.gif", "image/gif", refusals.UploadOfAnotherKind),
        (hostile.picture("GIF"), "danse.jpg", "image/jpeg", refusals.UploadOfAnotherKind),
        (hostile.picture("BMP"), "a.bmp", "image/bmp", refusals.UploadOfAnotherKind),
        (hostile.picture("TIFF"), "a.tif", "image/tiff", refusals.UploadOfAnotherKind),
        (hostile.ZIP, "a.docx", "", refusals.UploadOfAnotherKind),
        (b" " + hostile.pdf(), "facture.pdf", "application/pdf", refusals.UploadOfAnotherKind),
        (hostile.picture("PNG"), "photo.jpg", "image/jpeg", refusals.UploadDisguised),
        (hostile.picture("JPEG"), "page.html", "image/jpeg", refusals.UploadDisguised),
        (hostile.picture("JPEG"), "photo.jpg", "text/html", refusals.UploadDisguised),
        (hostile.pdf(), "facture.jpg", "application/pdf", refusals.UploadDisguised),
        (hostile.picture("JPEG")[:600], "photo.jpg", "", refusals.UploadUnreadable),
        (hostile.picture("HEIF")[:300], "photo.heic", "", refusals.UploadUnreadable),
        (b"\xff\xd8\xff" + hostile.HTML, "photo.jpg", "", refusals.UploadUnreadable),
        (b"\x89PNG\r\n\x1a\n", "photo.png", "", refusals.UploadUnreadable),
        (b"RIFF\x00\x00\x00\x00WEBP", "photo.webp", "", refusals.UploadUnreadable),
        (b"\x00\x00\x00\x18ftypheic", "photo.heic", "", refusals.UploadUnreadable),
        (hostile.huge_png(30_000, 30_000), "bombe.png", "", refusals.UploadTooManyPixels),
        (hostile.huge_png(8_000, 5_001), "bombe.png", "", refusals.UploadTooManyPixels),
        (hostile.huge_png(12_001, 10), "bande.png", "", refusals.UploadTooManyPixels),
        (hostile.pdf()[:200], "facture.pdf", "", refusals.UploadUnreadable),
        (b"%PDF-1.7\n" + hostile.HTML, "facture.pdf", "", refusals.UploadUnreadable),
        (hostile.pdf(0), "facture.pdf", "", refusals.UploadUnreadable),
        (hostile.pdf(21), "facture.pdf", "", refusals.PdfTooLong),
        (hostile.pdf(1, hostile.with_open_action), "facture.pdf", "", refusals.PdfHoldsScript),
        (hostile.pdf(1, hostile.with_page_script), "facture.pdf", "", refusals.PdfHoldsScript),
        (hostile.pdf(1, hostile.with_orphan_script), "facture.pdf", "", refusals.PdfHoldsScript),
        (hostile.pdf(1, hostile.with_attachment), "facture.pdf", "", refusals.PdfHoldsFile),
        (hostile.pdf(1, hostile.with_launch), "facture.pdf", "", refusals.PdfLaunches),
    ],
)
def test_each_hostile_file_is_refused_by_its_name(data, name, declared_type, refusal):
    with pytest.raises(refusals.UploadRefused) as refused:
        clean_upload(data, name=name, declared_type=declared_type)

    assert type(refused.value) is refusal


def test_a_script_with_a_disguised_name_is_found():
    harmless = hostile.raw_pdf(b"<</Type/Catalog/Pages 2 0 R/OpenAction[3 0 R/Fit]>>")
    disguised = hostile.raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/J#61v#61Script/#4a#53(app.alert\\(1\\))>>>>"
    )

    assert clean_upload(harmless).data == harmless
    with pytest.raises(refusals.PdfHoldsScript):
        clean_upload(disguised)


def test_a_locked_pdf_is_refused_with_what_to_do():
    locked = hostile.pdf(encryption=hostile.pikepdf.Encryption(owner="a", user="b"))

    with pytest.raises(refusals.PdfLocked, match="sans mot de passe"):
        clean_upload(locked)


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    class Sent(io.BytesIO):
        size = 21_000_000

        def read(self, size=-1):
            raise AssertionError("read although too large")

    with pytest.raises(refusals.UploadTooLarge, match="20 Mo"):
        clean_upload(Sent())


def test_a_file_that_lies_about_its_size_is_not_read_to_its_end():
    sent = io.BytesIO(bytes(21_000_000))

    with pytest.raises(refusals.UploadTooLarge):
        clean_upload(sent)

    assert sent.tell() == refusals.LARGEST + 1


def test_a_place_for_photos_takes_no_document():
    for data in (hostile.pdf(), hostile.HTML):
        with pytest.raises(refusals.UploadNotAPhoto):
            clean_upload(data, accept=PHOTOS)


def test_a_decoder_that_never_ends_is_stopped(tmp_path, monkeypatch):
    (tmp_path / "worker.py").write_text(
        "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass"
    )
    monkeypatch.setattr(pipeline, "WORKER", tmp_path / "worker.py")

    with pytest.raises(refusals.UploadTooHeavy):
        clean_upload(hostile.picture("JPEG"))


def test_a_decoder_that_falls_over_takes_only_its_own_process_with_it(tmp_path, monkeypatch):
    (tmp_path / "worker.py").write_text("import os\nos.abort()")
    monkeypatch.setattr(pipeline, "WORKER", tmp_path / "worker.py")

    with pytest.raises(refusals.UploadUnreadable):
        clean_upload(hostile.picture("JPEG"))


def test_a_worker_that_cannot_start_is_a_fault_of_ours(tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "WORKER", tmp_path / "missing.py")

    with pytest.raises(RuntimeError, match="does not run"):
        clean_upload(hostile.picture("JPEG"))


def test_the_worker_has_little_memory_and_no_secret(tmp_path, monkeypatch):
    source = pipeline.WORKER.read_text().replace(
        'if __name__ == "__main__":\n    main()',
        'limit_ourselves()\nimport os\nassert "OCCE_SECRET" not in os.environ\nassert "django" not in sys.modules\n'
        'try:\n    bytes(MEMORY)\nexcept MemoryError:\n    print(\'{"refused": "too_heavy"}\')',
    )
    (tmp_path / "worker.py").write_text(source)
    monkeypatch.setattr(pipeline, "WORKER", tmp_path / "worker.py")
    monkeypatch.setenv("OCCE_SECRET", "hidden")

    with pytest.raises(refusals.UploadTooHeavy):
        clean_upload(hostile.picture("JPEG"))


# --- what is said ----------------------------------------------------------------------------------------------------


def test_every_refusal_speaks_to_adults_and_to_children():
    kinds = refusals.UploadRefused.__subclasses__()

    with translation.override("fr"):
        assert len({str(kind()) for kind in kinds}) == len({kind.code for kind in kinds}) == len(kinds)
        for kind in kinds:
            assert re.fullmatch(r"[A-ZÀÉ][^%]*\.", str(kind()))
            assert not re.search(r"PDF|JPEG|fichier|pixel|Mo\b|erreur", kind().for_children)


def test_limits_are_told_as_they_are():
    assert "40 millions de points et 12\u00a0000 de côté" in str(refusals.UploadTooManyPixels())
    assert "plus de 20 pages" in str(refusals.PdfTooLong())


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("facture.pdf", "facture.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\system32\\a.pdf", "a.pdf"),
        ("reçu\u202efdp.exe", "reçufdp.exe"),
        ("a\r\nSet-Cookie: x=1", "a Set-Cookie_ x=1"),
        ("a\x00b.pdf", "ab.pdf"),
        ("con.pdf", "_con.pdf"),
        ("LPT1", "_LPT1"),
        (".htaccess", "htaccess"),
        ("...", "fichier"),
        ("", "fichier"),
        ("\u200b", "fichier"),
        ('a"b<c>.pdf', "a_b_c_.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("x" * 300, "x" * 120),
    ],
)
def test_a_name_is_made_harmless(name, safe):
    assert safe_name(name) == safe


def test_a_name_stands_in_a_header_as_the_standard_wants():
    assert safe_disposition("facture.pdf") == 'attachment; filename="facture.pdf"'
    assert safe_disposition("../reçu n° 3.pdf") == "attachment; filename*=utf-8''re%C3%A7u%20n%C2%B0%203.pdf"
    assert safe_disposition('a"\r\nX: y.pdf', inline=True) == 'inline; filename="a_ X_ y.pdf"'
