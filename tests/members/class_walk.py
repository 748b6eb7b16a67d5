"""What the tests of the class's door do again and again, as a browser without a script does it."""

import re
from datetime import timedelta

from django.utils import timezone

from members.services.picture_codes import BOARD

WRONG = (BOARD[9], BOARD[8], BOARD[7])
"""Three pictures that are nobody's secret."""


def class_address(world, *parts: str) -> str:
    """A page of Claire's open class, from the adult's side."""
    return "/".join([f"/fr/cooperatives/{world.cooperative.public_id}/class/{world.open_class.public_id}", *parts, ""])


def past(**fields: timedelta) -> dict:
    """Field values that lie in the past, as if time had gone by."""
    return {name: timezone.now() - delta for name, delta in fields.items()}


def wrong_code(world) -> str:
    """Six digits that no open class has."""
    return f"{(int(world.open_class.code) + 1) % 10**6:06d}"


def names_on(response) -> set[str]:
    """Which children of the cast a page names."""
    return {name for name in ("Lina", "Noé", "Zoé", "Marius") if name in response.content.decode()}


def touch(client, pupil, pictures):
    """Touch three pictures one after the other; gives the last answer."""
    address, taps = f"/fr/class/pupil/{pupil.public_id}/", ""
    for picture in pictures:
        response = client.post(address, {"taps": taps, "picture": picture})
        taps = f"{taps} {picture}".strip()
    return response


def take(client, pupil) -> str:
    """Tap a picture of the shared board; gives the address of the turn."""
    return client.post("/fr/class/turn/", {"pupil": pupil.public_id})["Location"]


def key_in(page: str) -> str:
    """The anti-forgery key of a page's form."""
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
