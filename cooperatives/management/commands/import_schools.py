from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.directory import NotADirectory, Note, read_directory
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
        for note, count in sorted(tally.notes.items(), key=lambda item: (-item[1], item[0])):
            if note is not Note.POSITION_OUTSIDE:
                self.stdout.write(f"{note.label} : {count}")
        did = [
            ngettext("%(count)s créée", "%(count)s créées", tally.created) % {"count": tally.created},
            ngettext("%(count)s mise à jour", "%(count)s mises à jour", tally.updated) % {"count": tally.updated},
            ngettext("%(count)s inchangée", "%(count)s inchangées", tally.unchanged) % {"count": tally.unchanged},
            ngettext("%(count)s refusée", "%(count)s refusées", len(tally.refused)) % {"count": len(tally.refused)},
        ]
        read = ngettext("%(read)s ligne lue : ", "%(read)s lignes lues : ", tally.read) % {"read": tally.read}
        self.stdout.write(f"{read}{', '.join(did)}.")
        self.stdout.write(
            _(
                "Dont écoles privées : %(private)s, services : %(services)s, "
                "écoles à fermer : %(closing)s, écoles fermées : %(closed)s."
            )
            % {
                "private": tally.private,
                "services": tally.services,
                "closing": tally.closing,
                "closed": tally.closed,
            }
        )
