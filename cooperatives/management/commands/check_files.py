"""`manage.py check_files`: every stored file against its row; exit 1 and what does not go together otherwise."""

from django.core.management.base import BaseCommand, CommandError

from cooperatives.services.file_check import check_files


class Command(BaseCommand):
    help = "Compares the store of files with the database: lost files, changed files, files that nobody owns."

    def handle(self, **options: object) -> None:
        findings = check_files()
        lines = [
            *(f"lost     {name}" for name in findings.lost),
            *(f"changed  {name}" for name in findings.changed),
            *(f"stray    {name}" for name in findings.strays),
        ]
        if lines:
            raise CommandError("\n".join(lines))
        self.stdout.write(f"{findings.files} files go with their rows")
