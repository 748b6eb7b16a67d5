from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.directory import NotADirectory, read_directory
from cooperatives.services.directory import Tally, import_directory


class Command(BaseCommand):
    """`manage.py import_schools FILE`: the ministry's directory into the schools; a second run changes nothing."""

    help = "Pour the ministry's directory of schools (CSV, old and new header styles) into the portal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--quiet", action="store_true", help="no progress, only the account at the end")

    def handle(self, *, file: str, quiet: bool, **options: object) -> None:
        with translation.override("fr"):
            try:
                with open(file, "rb") as source:
                    tally = import_directory(
                        read_directory(source), on_batch=self._nothing if quiet else self._progress
                    )
            except OSError as missing:
                raise CommandError(f"{file} : {missing.strerror}") from missing
            except NotADirectory as refusal:
                raise CommandError(str(refusal)) from refusal
            self._tell(tally)

    def _nothing(self, tally: Tally) -> None:
        """No progress."""

    def _progress(self, tally: Tally) -> None:
        self.stderr.write(_("%(count)s lignes lues…") % {"count": tally.read})

    def _tell(self, tally: Tally) -> None:
        for line in sorted(tally.refused, key=lambda line: line.number):
            self.stdout.write(
                _("ligne %(number)s refusée : %(reason)s") % {"number": line.number, "reason": line.reason}
            )
        for row in tally.outside:
            self.stdout.write(
                _("ligne %(number)s : %(name)s (%(uai)s) est placée hors de son département %(department)s")
                % {"number": row.number, "name": row.name, "uai": row.uai, "department": row.department}
            )
        self.stdout.write(
            ngettext("%(read)s ligne lue : ", "%(read)s lignes lues : ", tally.read) % {"read": tally.read}
            + _("%(created)s créées, %(updated)s mises à jour, %(unchanged)s inchangées, %(refused)s refusées.")
            % {
                "created": tally.created,
                "updated": tally.updated,
                "unchanged": tally.unchanged,
                "refused": len(tally.refused),
            }
        )
