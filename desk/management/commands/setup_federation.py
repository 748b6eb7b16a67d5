"""The first start: an association, its school year, and the letter to its first member of staff."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils.text import slugify

from desk.forms.settings import DepartmentsField
from desk.services.founding import found_association

QUESTIONS = {
    "name": "Full name of the departmental association: ",
    "short_name": "Short name (for instance OCCE 15): ",
    "department": "Department number (15, 2A, 974): ",
    "host": "Host name of the portal: ",
    "email": "E-mail address of its first member of staff: ",
}


class Command(BaseCommand):
    help = "Make the first association and invite its first member of staff. Again with the same slug: complete it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", help="full name of the departmental association")
        parser.add_argument("--short-name", help="its short name, such as OCCE 15")
        parser.add_argument("--department", help="number of its department: 15, 2A, 974")
        parser.add_argument("--host", help="host name of the portal")
        parser.add_argument("--email", help="address of its first member of staff")
        parser.add_argument("--slug", help="its name in commands; made from the short name when absent")

    def handle(self, *args: Any, **options: Any) -> None:
        answers = {key: options[key] or self._ask(question) for key, question in QUESTIONS.items()}
        departments = self._departments(answers["department"])
        try:
            validate_email(answers["email"])
        except ValidationError as wrong:
            raise CommandError(f"{answers['email']!r} is no e-mail address.") from wrong
        founded = found_association(
            slug=options["slug"] or slugify(answers["short_name"]),
            name=answers["name"],
            short_name=answers["short_name"],
            departments=departments,
            host=answers["host"].lower(),
            email=answers["email"],
        )
        self._report(founded)

    def _ask(self, question: str) -> str:
        """One answer from the keyboard; without a keyboard, the option is missing."""
        try:
            answer = input(question).strip()
        except EOFError as closed:
            raise CommandError(f"Missing: {question.rstrip(': ')} (give it as an option).") from closed
        if not answer:
            raise CommandError(f"Missing: {question.rstrip(': ')}.")
        return answer

    def _departments(self, text: str) -> list[str]:
        try:
            return DepartmentsField().clean(text)
        except ValidationError as wrong:
            raise CommandError(f"{text!r} is no department number.") from wrong

    def _report(self, founded) -> None:
        verb = "is made" if founded.is_new else "stood already"
        self.stdout.write(f"{founded.federation.name} ({founded.federation.slug}) {verb}, year {founded.year}.")
        if founded.address:
            self.stdout.write("The first member of staff opens an account, and chooses a password, at:")
            self.stdout.write(founded.address)
        else:
            self.stdout.write("This address administers the association already: sign in.")
