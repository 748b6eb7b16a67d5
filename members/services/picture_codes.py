"""The pupil's secret: three pictures of the twenty, in order, of which only a keyed hash is stored."""

import base64
from collections.abc import Sequence

from django.utils.crypto import constant_time_compare

from members.models import Pupil
from occe.kit.drawing.secretpictures import SECRETS
from occe.kit.tokens import derived_token, hash_token

BOARD = tuple(SECRETS)
"""The twenty pictures, in the order of the board."""

LENGTH = 3


def hash_secret(pupil: Pupil, pictures: Sequence[str]) -> str:
    """What is stored of a secret; the same three pictures give another hash for another pupil (see `Pupil`)."""
    return hash_token(" ".join(("secret", str(pupil.public_id), *pictures)))


def secret_matches(pupil: Pupil, pictures: Sequence[str]) -> bool:
    """Whether these are the pupil's pictures, in order, in a time that tells nothing."""
    return constant_time_compare(hash_secret(pupil, pictures), pupil.secret_hash)


def proposed_secret(pupil: Pupil) -> tuple[str, ...]:
    """The three different pictures that the portal proposes for this pupil and version; nothing of them is stored.

    They follow from `TOKEN_KEY`, so that the teacher's sheet can be printed again while the database alone tells none.
    """
    token = derived_token("secret", str(pupil.public_id), str(pupil.secret_version))
    number = int.from_bytes(base64.urlsafe_b64decode(token + "="))
    left = list(BOARD)
    chosen = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(left))
        chosen.append(left.pop(place))
    return tuple(chosen)


def shown_secret(pupil: Pupil) -> tuple[str, ...] | None:
    """The secret as the teacher may print it: the proposed one while it stands, None where somebody chose another."""
    proposed = proposed_secret(pupil)
    return proposed if secret_matches(pupil, proposed) else None
