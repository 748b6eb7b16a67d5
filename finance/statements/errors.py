"""Why a file is not read. Inside this package only: `reading.read` turns it into the sentence of a `ReadFile`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class FileRefused(Exception):
    """The whole file is refused. `reason` is a sentence for people, `line` the file's line (from 1) where it shows,
    `needs` what a person could still tell ("mapping", "date_order").
    """

    def __init__(self, reason: "StrOrPromise", *, line: int | None = None, needs: str = "") -> None:
        super().__init__(str(reason))
        self.reason = str(reason)
        self.line = line
        self.needs = needs
