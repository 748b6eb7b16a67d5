"""The list of a class: pupils come in, change, move up, leave. The only door for `Pupil` and `Enrolment`.

Each function locks the class (or the cooperative) first, so that two adults at work on one list never give one picture
twice; the database holds the same line.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Classroom, Cooperative
from members.departures import forget_elsewhere
from members.errors_pupils import PictureTaken, RosterRefused
from members.models import Enrolment, JobTerm, Pupil, ReadingAge, SecretTries, Signal, Turn
from members.models.pupils import LEVELS, READING_AGE_OF_LEVEL
from members.names import tidy_name
from members.services.cards import card_token, renumber_card
from members.services.picture_codes import BOARD, LENGTH, hash_secret, proposed_secret
from occe.kit.actors import Actor
from occe.kit.drawing.picturenames import PICTURES, TINTS, pairs
from occe.kit.tokens import hash_token

MOST_PUPILS = 60
MOST_GUEST_CARDS = 12

Picture = tuple[str, int]


@dataclass(frozen=True, slots=True)
class NewPupil:
    """A child to add. `public_id` is chosen beforehand, so that a form sent twice adds nobody twice."""

    public_id: UUID
    first_name: str
    picture: Picture
    level: str = ""
    reading_age: int = ReadingAge.SIX


# --- pictures and ages -----------------------------------------------------------------------------------------------


def pictures_taken(classroom: Classroom) -> set[Picture]:
    """The pairs of picture and tint that pupils of the class have."""
    pairs_held = classroom.enrolments.filter(picture__isnull=False).values_list("picture", "tint")
    return {(picture, tint) for picture, tint in pairs_held if picture is not None and tint is not None}


def propose_pictures(classroom: Classroom, count: int, *, taken: Iterable[Picture] = ()) -> list[Picture]:
    """`count` pairs that are free in the class: every picture once before any comes back in another tint.

    The order is the class's own, and always the same while nothing is taken, so that a page shown twice agrees.
    """
    used = pictures_taken(classroom) | set(taken)
    seen = {picture for picture, _tint in used}
    free = [pair for pair in pairs() if pair not in used]
    random.Random(classroom.pk).shuffle(free)  # noqa: S311  which fox, not which key
    fresh: list[Picture] = []
    again: list[Picture] = []
    for pair in free:
        (again if pair[0] in seen else fresh).append(pair)
        seen.add(pair[0])
    return (fresh + again)[:count]


def usual_reading_age(level: str, classroom: Classroom) -> int:
    """The reading age that a level suggests; for no level, that of the youngest level of the class."""
    levels = [level] if level else list(classroom.levels)
    return min((READING_AGE_OF_LEVEL[name] for name in levels), default=ReadingAge.SIX)


# --- coming in -------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_pupils(classroom: Classroom, *, pupils: Sequence[NewPupil], by: Actor) -> list[Enrolment]:
    """Put children on the list, each with a picture of its own, a card and a secret that the portal proposes.

    Again with the same `public_id`: that child is left as it is. Raises PictureTaken, RosterRefused.
    """
    locked = _locked(classroom)
    standing = set(
        Pupil.objects.filter(public_id__in=[new.public_id for new in pupils]).values_list("public_id", flat=True)
    )
    fresh = [new for new in pupils if new.public_id not in standing]
    if locked.enrolments.here().count() + len(fresh) > MOST_PUPILS:
        raise RosterRefused(_("Une classe compte 60 élèves au plus."))
    taken = pictures_taken(locked)
    enrolments = []
    for new in fresh:
        _refuse_taken(new.picture, taken)
        taken.add(new.picture)
        pupil = _new_pupil(
            locked, Pupil.Kind.CHILD, new.reading_age, first_name=_name(new.first_name), public_id=new.public_id
        )
        picture, tint = new.picture
        enrolments.append(
            Enrolment.objects.create(pupil=pupil, classroom=locked, level=new.level, picture=picture, tint=tint)
        )
    return enrolments


@transaction.atomic
def add_guest_cards(classroom: Classroom, *, up_to: int, by: Actor) -> list[Enrolment]:
    """Make guest cards until the class has `up_to`: a number, no name, no picture, nothing that tells who uses it.

    Raises RosterRefused over twelve.
    """
    if not 0 <= up_to <= MOST_GUEST_CARDS:
        raise RosterRefused(_("Douze cartes invitées au plus, par classe."), field="up_to")
    locked = _locked(classroom)
    guests = locked.enrolments.here().filter(pupil__kind=Pupil.Kind.GUEST).count()
    last = locked.enrolments.aggregate(last=Max("guest_number"))["last"] or 0
    age = usual_reading_age("", locked)
    return [
        Enrolment.objects.create(
            pupil=_new_pupil(locked, Pupil.Kind.GUEST, age), classroom=locked, guest_number=last + rank
        )
        for rank in range(1, up_to - guests + 1)
    ]


def whole_class(classroom: Classroom) -> Pupil:
    """The class as one person (kindergarten mode); made the first time. Call it inside a transaction."""
    locked = _locked(classroom)
    standing = locked.enrolments.filter(pupil__kind=Pupil.Kind.WHOLE_CLASS).select_related("pupil").first()
    if standing:
        return standing.pupil
    pupil = _new_pupil(locked, Pupil.Kind.WHOLE_CLASS, ReadingAge.SIX)
    Enrolment.objects.create(pupil=pupil, classroom=locked)
    return pupil


def _new_pupil(classroom: Classroom, kind: str, reading_age: int, **fields) -> Pupil:
    pupil = Pupil(cooperative_id=classroom.cooperative_id, kind=kind, reading_age=reading_age, **fields)
    pupil.secret_hash = hash_secret(pupil, proposed_secret(pupil))
    pupil.card_token_hash = hash_token(card_token(pupil))
    pupil.save(force_insert=True)
    return pupil


# --- changes ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def change_pupil(
    enrolment: Enrolment,
    *,
    by: Actor,
    first_name: str | None = None,
    level: str | None = None,
    reading_age: int | None = None,
) -> Enrolment:
    """Change what the class calls a child, its level, its reading age. The old name is kept nowhere.

    Raises RosterRefused for an empty name, or any name on a guest card.
    """
    locked = _locked_enrolment(enrolment)
    if first_name is not None:
        if locked.pupil.kind != Pupil.Kind.CHILD:
            raise RosterRefused(_("Une carte invitée ne porte pas de prénom."), field="first_name")
        locked.pupil.first_name = _name(first_name)
    locked.pupil.reading_age = locked.pupil.reading_age if reading_age is None else reading_age
    locked.pupil.save(update_fields=["first_name", "reading_age"])
    if level is not None:
        locked.level = level
        locked.save(update_fields=["level"])
    return locked


@transaction.atomic
def change_picture(enrolment: Enrolment, *, picture: Picture, by: Actor) -> Enrolment:
    """Give a child another picture and tint. Raises PictureTaken when somebody of the class has that pair."""
    _locked(enrolment.classroom)
    locked = _locked_enrolment(enrolment)
    if locked.pupil.kind != Pupil.Kind.CHILD:
        raise RosterRefused(_("Une carte invitée n’a pas d’image."))
    _refuse_taken(picture, pictures_taken(locked.classroom) - {(locked.picture, locked.tint)})
    locked.picture, locked.tint = picture
    locked.save(update_fields=["picture", "tint"])
    return locked


@transaction.atomic
def reset_secret(pupil: Pupil, *, seen_version: int, by: Actor) -> Pupil:
    """Propose three other pictures. `seen_version` as in `cards.renew_card`."""
    locked = Pupil.objects.select_for_update(of=("self",)).get(pk=pupil.pk)
    if locked.secret_version == seen_version:
        locked.secret_version += 1
        locked.secret_hash = hash_secret(locked, proposed_secret(locked))
        locked.save(update_fields=["secret_version", "secret_hash"])
    return locked


@transaction.atomic
def choose_secret(pupil: Pupil, *, pictures: Sequence[str], by: Actor) -> Pupil:
    """Take three pictures that somebody chose. They cannot be shown again afterwards, only replaced."""
    if len(pictures) != LENGTH or not set(pictures) <= set(BOARD):
        raise RosterRefused(_("Choisissez trois images de la planche."), field="pictures")
    locked = Pupil.objects.select_for_update(of=("self",)).get(pk=pupil.pk)
    locked.secret_hash = hash_secret(locked, pictures)
    locked.save(update_fields=["secret_hash"])
    return locked


# --- leaving and moving up -------------------------------------------------------------------------------------------


@transaction.atomic
def depart(pupil: Pupil, *, on: date, by: Actor) -> Pupil:
    """A child leaves: the name goes everywhere, the picture is free again, card and secret open nothing.

    What counts stays: the row, its classes, the terms of its jobs, and whatever refers to the pupil by number.
    """
    locked = Pupil.objects.select_for_update(of=("self",)).get(pk=pupil.pk)
    if locked.left_on is not None:
        return locked
    forget_elsewhere(locked)
    renumber_card(locked)
    locked.first_name, locked.secret_hash, locked.left_on = "", "", on
    locked.reading_age = ReadingAge.SIX  # what every row may say: it tells nothing of the child any more
    locked.save(
        update_fields=["first_name", "secret_hash", "card_version", "card_token_hash", "left_on", "reading_age"]
    )
    locked.enrolments.update(picture=None, tint=None, level="")
    _end_terms(locked, on)
    _forget_traces(locked)
    return locked


@transaction.atomic
def move_up(cooperative: Cooperative, *, moves: Mapping[Pupil, Classroom | None], on: date, by: Actor) -> None:
    """Summer: each pupil goes to a class of the next year, or leaves (None); in one act, all or nothing.

    A pupil keeps the picture where it is free. Guest cards stay behind: nothing tells who used them. Again with the
    same moves: nothing changes. Raises RosterRefused for a class or a pupil of another cooperative.
    """
    locked = Cooperative.objects.select_for_update(of=("self",)).get(pk=cooperative.pk)
    for classroom in sorted({target for target in moves.values() if target}, key=lambda one: one.pk):
        _refuse_stranger(_locked(classroom).cooperative_id, locked)
    for pupil, target in moves.items():
        _refuse_stranger(pupil.cooperative_id, locked)
        if target is None:
            depart(pupil, on=on, by=by)
        elif pupil.left_on is None and not target.enrolments.filter(pupil=pupil).exists():
            _enrol_next(pupil, target)


def _enrol_next(pupil: Pupil, target: Classroom) -> None:
    before = pupil.enrolments.select_related("classroom").order_by("-classroom__year__starts", "-pk").first()
    level = next_level(before.level if before else "", target)
    taken = pictures_taken(target)
    picture = (before.picture, before.tint) if before and before.picture else None
    if picture is None or picture in taken:
        picture = propose_pictures(target, 1)[0]
    Enrolment.objects.create(pupil=pupil, classroom=target, level=level, picture=picture[0], tint=picture[1])
    if level:
        Pupil.objects.filter(pk=pupil.pk, reading_age__lt=READING_AGE_OF_LEVEL[level]).update(
            reading_age=READING_AGE_OF_LEVEL[level]
        )


def next_level(level: str, target: Classroom) -> str:
    """The level after `level` if the class has it; the class's only level; else "" (the teacher will say)."""
    after = LEVELS[LEVELS.index(level) + 1] if level in LEVELS[:-1] else ""
    if after in target.levels:
        return after
    return target.levels[0] if len(target.levels) == 1 else ""


def _end_terms(pupil: Pupil, on: date) -> None:
    JobTerm.objects.filter(pupil=pupil, starts_on__gt=on).delete()
    JobTerm.objects.filter(pupil=pupil, ends_on__gt=on).update(ends_on=on)


def _forget_traces(pupil: Pupil) -> None:
    """Who was at which device when: of no use any more, and nobody's business."""
    Turn.objects.filter(pupil=pupil, ended_at__isnull=True).update(ended_at=timezone.now())
    SecretTries.objects.filter(pupil=pupil).delete()
    Signal.objects.filter(pupil=pupil).delete()


# --- common ----------------------------------------------------------------------------------------------------------


def _locked(classroom: Classroom) -> Classroom:
    return Classroom.objects.select_for_update(of=("self",)).get(pk=classroom.pk)


def _locked_enrolment(enrolment: Enrolment) -> Enrolment:
    found = Enrolment.objects.select_for_update(of=("self", "pupil")).select_related("pupil", "classroom")
    return found.get(pk=enrolment.pk)


def _name(text: str) -> str:
    name = tidy_name(text)
    if not name:
        raise RosterRefused(_("Écrivez un prénom ou un surnom."), field="first_name")
    return name


def _refuse_taken(picture: Picture, taken: set[Picture]) -> None:
    key, tint = picture
    if key not in PICTURES or tint not in TINTS:
        raise RosterRefused(_("Choisissez une image de la planche."), field="picture")
    if picture in taken:
        raise PictureTaken(
            _("Un autre élève de la classe a déjà cette image. Choisissez-en une autre."), field="picture"
        )


def _refuse_stranger(cooperative_id: int, cooperative: Cooperative) -> None:
    if cooperative_id != cooperative.pk:
        raise RosterRefused(_("Cet élève ou cette classe est d’une autre coopérative."))
