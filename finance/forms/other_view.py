"""What was typed in one view of the form of writing, in the fields of the other one: nothing is typed twice."""

import re

from django.http import QueryDict

from finance.models import Account, Book

from .money import accounts_of
from .split import PartForm

SHARED = ("account", "amount", *PartForm.AXES)
FURTHER = re.compile(r"(part|place)-[1-9][0-9]*-(account|amount)")


def has_further_lines(typed: QueryDict) -> bool:
    """Whether the expert view holds more than one line of what for and one of where."""
    return any(value for name, value in typed.items() if FURTHER.fullmatch(name))


def as_split(typed: QueryDict, book: Book) -> QueryDict:
    """The simple view as the first line of what for and of where; what is of the expert view already stays."""
    said = typed.copy()
    if "parts" in said:
        return said
    places = {place.treasury: str(place.pk) for place in accounts_of(book, Account.Kind.TREASURY)}
    place = {name: said.get(name, "") for name in ("amount", "means", "cheque_number")}
    place["treasury"] = said.get("treasury") or places.get(said.get("paid_with", ""), "")
    first = {f"part-0-{name}": said.get(name, "") for name in SHARED}
    for name, value in {**first, **{f"place-0-{name}": value for name, value in place.items()}}.items():
        said[name] = value
    said["parts"], said["places"] = "2", "1"
    return said


def as_simple(typed: QueryDict, book: Book) -> QueryDict:
    """The first line of what for and of where as the simple view asks for them."""
    said = typed.copy()
    for name in SHARED:
        said[name] = said.get(f"part-0-{name}", "")
    for name in ("treasury", "means", "cheque_number"):
        said[name] = said.get(f"place-0-{name}", "")
    said["amount"] = said["amount"] or said.get("place-0-amount", "")
    places = {str(place.pk): place.treasury for place in accounts_of(book, Account.Kind.TREASURY)}
    said["paid_with"] = places.get(said["treasury"], "")
    return said
