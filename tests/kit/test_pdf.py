import http.server
import io
import os
import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path

import pikepdf
import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from PIL import Image

from occe.kit import pdf
from occe.kit.pdf import PdfUnavailable, render_pdf

PAGE = "<!doctype html><html lang=xx><head><title>other</title>{head}</head><body><h1>Bilan</h1>{body}</body></html>"


IMPATIENT = "import runpy, sys; engine = runpy.run_path({engine!r}); engine['main'].__globals__['IDLE'] = 0.01; \
engine['main'](engine['Connection'](int(sys.argv[1])))"
"""The engine that waits a moment where it would wait a minute."""


def interrupt(*_arguments):
    raise KeyboardInterrupt


def process():
    """The number of the process that prints for this one."""
    return pdf.printer._process.pid


def make(*, head="", body="<p>Bonjour</p>", **kwargs):
    data = render_pdf(PAGE.format(head=head, body=body), title="Bilan 2025-2026 – Ytrac", language="fr", **kwargs)
    return pikepdf.open(io.BytesIO(data))


def pictures_in(pdf):
    return sum(len(page.get("/Resources", {}).get("/XObject", {})) for page in pdf.pages)


def png(color="red"):
    out = io.BytesIO()
    Image.new("RGB", (8, 8), color).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def static(tmp_path, settings):
    """Two folders of static files, one collected and one of sources, with a secret file beside them."""
    settings.STATIC_ROOT, sources = tmp_path / "collected", tmp_path / "sources"
    settings.STATICFILES_DIRS = [sources]
    for folder in (settings.STATIC_ROOT, sources):
        folder.mkdir()
    (settings.STATIC_ROOT / "mark.a1b2c3.png").write_bytes(png())
    (sources / "mark.png").write_bytes(png())
    (tmp_path / "secret.png").write_bytes(png("blue"))
    return tmp_path


@pytest.fixture
def network():
    """A server of this machine that counts who asks it for anything."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *args):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def test_a_document_is_tagged_with_its_language_and_title():
    pdf = make()

    assert pdf.Root.MarkInfo.Marked is True
    assert "/StructTreeRoot" in pdf.Root
    assert str(pdf.Root.Lang) == "fr"
    assert str(pdf.docinfo["/Title"]) == "Bilan 2025-2026 – Ytrac"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize("source", ["/static/mark.a1b2c3.png", "/static/mark.png", "static/mark.png"])
def test_our_static_files_are_shown(static, source):
    assert pictures_in(make(body=f'<img src="{source}" alt="marque">')) == 1


def test_a_picture_that_is_given_is_shown_by_its_name():
    assert pictures_in(make(body='<img src="picture:cover" alt="">', pictures={"cover": png()})) == 1
    assert pictures_in(make(body='<img src="picture:other" alt="">', pictures={"cover": png()})) == 0


@pytest.mark.parametrize(
    "source",
    [
        "file://{folder}/secret.png",
        "{folder}/secret.png",
        "/static/../secret.png",
        "/static/%2e%2e/secret.png",
        "/static/..%2fsecret.png",
        "/static/{folder}/secret.png",
        "/static//{folder}/secret.png",
        "https://portal.invalid/secret.png",
        "{network}/picture.png",
        "{network}/static/mark.png",
        "//127.0.0.1/static/mark.png",
        "ftp://127.0.0.1/mark.png",
        "data:image/png;base64,iVBORw0KGgo=",
    ],
)
def test_nothing_else_is_read(static, network, source):
    address, asked = network
    source = source.format(folder=static, network=address)

    pdf = make(
        head=f'<link rel=stylesheet href="{source}"><link rel=attachment href="{source}">'
        f'<style>@import url("{source}"); body {{ background: url("{source}") }}</style>',
        body=f'<img src="{source}" alt=""><object data="{source}"></object>'
        f'<svg viewBox="0 0 9 9"><image href="{source}" width="9" height="9"/></svg>',
    )

    assert pictures_in(pdf) == 0
    assert "/Names" not in pdf.Root
    assert asked == []


def test_a_static_file_that_is_not_there_is_a_fault_of_ours(static):
    with pytest.raises(FileNotFoundError, match=r"pdf/missing\.css"):
        make(head='<link rel=stylesheet href="/static/pdf/missing.css">')


def test_a_machine_without_pango_is_told_which_package_to_install(without_pango):
    with pytest.raises(PdfUnavailable, match=r"libpangoft2-1\.0-0.*Fedora.*macOS"):
        make()


class TestThePrintingProcess:
    @pytest.mark.skipif(sys.platform != "linux", reason="/proc tells the environment of a process on Linux only")
    def test_has_no_environment_and_so_no_secret(self):
        make()

        assert Path(f"/proc/{process()}/environ").read_bytes() == b""

    def test_is_the_same_for_the_next_document(self):
        make()
        first = process()
        make()

        assert process() == first

    def test_that_fell_over_is_started_anew(self):
        make()
        first = process()
        os.kill(first, signal.SIGKILL)

        assert make().Root.MarkInfo.Marked is True
        assert process() != first

    def test_prints_for_many_threads_and_mixes_nothing_up(self):
        titles = [f"Bilan {number}" for number in range(8)]

        with ThreadPoolExecutor(8) as threads:
            made = threads.map(lambda title: render_pdf(PAGE, title=title, language="fr"), titles)
            read = [pikepdf.open(io.BytesIO(data)) for data in made]

        assert [str(document.docinfo["/Title"]) for document in read] == titles

    def test_ends_by_itself_when_nothing_is_asked_of_it_and_another_prints_the_next(self, monkeypatch):
        monkeypatch.setattr(pdf, "COMMAND", (*pdf.COMMAND[:2], "-c", IMPATIENT.format(engine=pdf.COMMAND[-1])))
        pdf.printer.end()
        make()
        first = process()

        pdf.printer._process.wait(timeout=60)

        assert make().Root.MarkInfo.Marked is True
        assert process() != first
        pdf.printer.end()

    def test_that_fails_at_a_document_says_why(self):
        with pytest.raises(RuntimeError, match="UnicodeEncodeError"):
            render_pdf(f"{PAGE}\ud800", title="", language="fr")

    def test_of_a_document_that_took_too_long_gives_nothing_to_who_asks_next(self, monkeypatch):
        with monkeypatch.context() as impatient:
            impatient.setattr(pdf, "PATIENCE", 0)
            with pytest.raises(RuntimeError, match="too long to make"):
                render_pdf(PAGE, title="Le premier", language="fr")

        second = pikepdf.open(io.BytesIO(render_pdf(PAGE, title="Le second", language="fr")))

        assert str(second.docinfo["/Title"]) == "Le second"

    def test_of_a_caller_that_was_interrupted_gives_nothing_to_who_asks_next(self, monkeypatch):
        make()
        with monkeypatch.context() as interrupted:
            interrupted.setattr(Connection, "poll", interrupt)
            with pytest.raises(KeyboardInterrupt):
                render_pdf(PAGE, title="Le premier", language="fr")

        second = pikepdf.open(io.BytesIO(render_pdf(PAGE, title="Le second", language="fr")))

        assert str(second.docinfo["/Title"]) == "Le second"

    def test_makes_nobody_wait_for_ever_behind_another_document(self, monkeypatch):
        monkeypatch.setattr(pdf, "IN_LINE", 0)

        with pdf.printer._turn, pytest.raises(RuntimeError, match="waited too long"):
            render_pdf(PAGE, title="", language="fr")

    def test_is_given_plain_strings_and_so_no_settings(self):
        made = render_pdf(mark_safe(PAGE), title=gettext_lazy("Bilan"), language="fr")

        with pikepdf.open(io.BytesIO(made)) as document:
            assert str(document.docinfo["/Title"]) == "Bilan"
