"""A pupil's card: a picture, a first name, and a QR that leads to the pupil's secret while the class is open.

The card's token follows from `TOKEN_KEY`, the pupil's id and the card's version: a sheet can be printed again at any
time and the cards on the table stay good, nothing readable is stored, and one more version makes a lost card worthless.
"""

from django.db import transaction

from cooperatives.models import Federation
from members.models import Pupil
from occe.kit.actors import Actor
from occe.kit.tokens import derived_token, hash_token


def card_token(pupil: Pupil) -> str:
    """The token of the pupil's present card, 43 signs."""
    return derived_token("card", str(pupil.public_id), str(pupil.card_version))


def pupil_of_card(federation: Federation, token: str) -> Pupil | None:
    """Whose card this is; None for a card that was replaced, of a pupil who left, or of another association."""
    found = Pupil.objects.here().filter(cooperative__federation=federation)
    return found.filter(card_token_hash=hash_token(token)).first()


def renumber_card(pupil: Pupil) -> None:
    """Give the pupil the next card, in memory: the token of the one before opens nothing once this is saved."""
    pupil.card_version += 1
    pupil.card_token_hash = hash_token(card_token(pupil))


@transaction.atomic
def renew_card(pupil: Pupil, *, seen_version: int, by: Actor) -> Pupil:
    """Make the present card worthless (it was lost) and a new one possible.

    `seen_version` is the version that the page showed: the second tap on its button changes nothing.
    """
    locked = Pupil.objects.select_for_update(of=("self",)).get(pk=pupil.pk)
    if locked.card_version == seen_version:
        renumber_card(locked)
        locked.save(update_fields=["card_version", "card_token_hash"])
    return locked
