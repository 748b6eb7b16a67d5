"""What can be told to an adult: one sentence for each kind of news.

A room registers its kinds in its `apps.ready`; only the kind's name and the values of its places are stored, so that
each reader reads the sentence in an own language, and a better wording mends what was told before.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from occe.kit.dates import format_day
from occe.kit.euros import format_euros

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from members.models import Notification

Value = str | int | Decimal | date


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """A kind of news: its sentence, with named places in braces, and the page that it leads to.

    `query` names the places whose values the page's address ends with: which year, for instance.
    """

    name: str
    sentence: "StrOrPromise"
    url_name: str = ""
    query: tuple[str, ...] = ()


KINDS: dict[str, Kind] = {}


def register(kind: str, sentence: "StrOrPromise", *, url_name: str = "", query: tuple[str, ...] = ()) -> None:
    """Make a kind of news known. `sentence` is lazy French, for instance `_("{cooperative} est agréée.")`.

    `url_name` is the page it leads to when the news itself names none; its one argument is the object's public id.
    `query`: see `Kind`.
    """
    if kind in KINDS:
        raise ImproperlyConfigured(f"Two rooms register the notification {kind!r}.")
    KINDS[kind] = Kind(kind, sentence, url_name, query)


def stored(value: Value) -> Any:
    """A value as it is kept: amounts and days keep their nature, for they are written in the reader's language."""
    if isinstance(value, Decimal):
        return {"euros": str(value)}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value


def shown(value: Any) -> str:
    """A kept value in the language of the page; the reverse of `stored`."""
    match value:
        case {"euros": amount}:
            return format_euros(Decimal(amount))
        case {"day": day}:
            return format_day(date.fromisoformat(day))
        case _:
            return str(value)


def sentence_of(notification: "Notification") -> str:
    """The sentence, in the language of the page. Raises KeyError on an unknown kind or an empty place."""
    sentence = str(KINDS[notification.kind].sentence)
    return sentence.format(**{name: shown(value) for name, value in notification.parameters.items()})


def address_of(notification: "Notification") -> str:
    """The page that the news leads to, in the language of the page; "" when it leads nowhere."""
    kind = KINDS[notification.kind]
    name = notification.url_name or kind.url_name
    if not name:
        return ""
    page = reverse(name, args=[notification.url_id] if notification.url_id else [])
    query = urlencode({place: shown(notification.parameters[place]) for place in kind.query})
    return f"{page}?{query}" if query else page
