"""PDF documents that everybody can read: tagged (PDF/UA-1), with language and title, made from our own files only.

A process of its own prints them (`pdf_engine.py`, run as a plain script): WeasyPrint and Pango take 60 MB that a web
process would never give back, and what people wrote is laid out where there is no secret and no database. It starts at
the first document, prints one after the other, and ends when nothing was asked of it for a minute.
"""

import atexit
import subprocess
import sys
from collections.abc import Mapping
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.utils.translation import gettext_lazy as _

COMMAND = (sys.executable, "-I", str(Path(__file__).with_name("pdf_engine.py")))
# Where Homebrew puts Pango on a Mac; elsewhere the system's loader finds it, and the environment stays empty.
ENVIRONMENT = (
    {"DYLD_FALLBACK_LIBRARY_PATH": "/opt/homebrew/lib:/usr/local/lib:/usr/lib"} if sys.platform == "darwin" else {}
)
PATIENCE = 120
"""Seconds on the clock of a busy server after which a document is given up: twenty pages take six."""
IN_LINE = 20
"""Seconds that a document waits for the one before it: whoever asks holds a thread of the portal meanwhile."""


class PdfUnavailable(Exception):
    """Pango, with which WeasyPrint draws letters, is missing here. `str()` is a sentence for who runs the portal."""

    sentence = _(
        "Les documents PDF ont besoin de la bibliothèque Pango\u00a0: installez le paquet libpangoft2-1.0-0 (Debian, "
        "Ubuntu), pango (Fedora) ou pango par Homebrew (macOS), puis relancez le portail."
    )

    def __str__(self) -> str:
        return str(self.sentence)


def render_pdf(html: str, *, title: str, language: str, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """Lay `html` out as a tagged PDF and return its bytes.

    `title` and `language` (`fr`, `en`) go into the document whatever the HTML says. Style sheets, fonts and pictures
    are read from our static files (`{% static … %}`); a stored picture is given in `pictures` by a name and shown by
    `<img src="picture:NAME">`. Every other address is refused: the document is made without it. Raises PdfUnavailable
    when Pango is missing, FileNotFoundError for a static file that is not there, RuntimeError when no document came.
    """
    answer, data = printer.print(
        {
            # Slices are plain strings: a safe or a lazy one would bring Django along, and its settings.
            "html": str(html)[:],
            "title": str(title)[:],
            "language": language,
            "pictures": dict(pictures or {}),
            "static_url": settings.STATIC_URL,
            # What is collected first: its names carry the hash of their content.
            "folders": [str(folder) for folder in (settings.STATIC_ROOT, *settings.STATICFILES_DIRS) if folder],
        }
    )
    if answer == "no pango":
        raise PdfUnavailable()
    if answer == "no file":
        raise FileNotFoundError(data.decode())
    if answer != "made":
        raise RuntimeError(f"the document could not be made: {data.decode()}")
    return data


class Printer:
    """The printing process of this one, if it runs, and the line to it. One document at a time, from any thread."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None

    def print(self, job: dict[str, object]) -> tuple[str, bytes]:
        """One of the answers of `pdf_engine`, and what belongs to it. Raises RuntimeError when there was none."""
        if not self._turn.acquire(timeout=IN_LINE):
            raise RuntimeError("a document waited too long for the one before it")
        try:
            for _attempt in range(2):  # an idle process may end just when it is asked
                try:
                    return self._ask(job)
                except (EOFError, OSError):
                    self.end()
            raise RuntimeError("the printing process was lost while it made a document")
        except BaseException:
            self.end()  # an answer left in the line would be given to who asks next
            raise
        finally:
            self._turn.release()

    def _ask(self, job: dict[str, object]) -> tuple[str, bytes]:
        line = self._line or self._start()
        line.send(job)
        if not line.poll(PATIENCE):
            raise RuntimeError("a document took too long to make")
        return line.recv_bytes().decode(), line.recv_bytes()

    def _start(self) -> Connection:
        line, theirs = Pipe()
        with theirs:
            number = theirs.fileno()
            self._process = subprocess.Popen(
                [*COMMAND, str(number)],
                pass_fds=[number],
                stdin=subprocess.DEVNULL,
                env=ENVIRONMENT,
                start_new_session=True,  # Ctrl-C is for us; it ends when we are gone
            )
        self._line = line
        return line

    def end(self) -> None:
        """Let the process go, whatever it does; the next document starts another."""
        if self._line:
            self._line.close()
        if self._process:
            self._process.kill()
            self._process.wait()
        self._line = self._process = None


printer = Printer()
atexit.register(printer.end)
