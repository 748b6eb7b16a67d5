"""Reads that several pages need."""

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import ClassTeacher, Cooperative, Mandate, Registration, StaffRole
from members.models import Notification, User
from occe.kit.actors import Adult
from occe.kit.dates import format_day, today

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


@dataclass(frozen=True, slots=True)
class Place:
    """A cooperative and what the adult is there; `is_over` when only the years held may still be read."""

    cooperative: Cooperative
    roles: tuple[str, ...]
    is_over: bool = False


def places_of(actor: Adult) -> list[Place]:
    """The cooperatives where the adult holds a mandate or teaches a class, those in office first; two queries.

    Staff see every cooperative of their association elsewhere; here are only those that they belong to themselves.
    """
    day = today()
    found: dict[int, tuple[Cooperative, list[str], bool]] = {}
    for mandate in _mandates(actor, day):
        over = mandate.state == Mandate.State.ENDED
        _add(found, mandate.cooperative, _mandate_words(mandate), over)
    for teacher in _classes(actor, day):
        words = _("classe %(name)s") % {"name": teacher.classroom.name}
        _add(found, teacher.classroom.cooperative, words, False)
    places = [Place(cooperative, tuple(roles), over) for cooperative, roles, over in found.values()]
    return sorted(places, key=lambda place: (place.is_over, place.cooperative.number))


def _mandates(actor: Adult, day: date) -> QuerySet[Mandate]:
    mandates = Mandate.objects.filter(user_id=actor.user_id, cooperative__federation_id=actor.federation_id)
    return mandates.readable(day).select_related("cooperative__school").order_by("cooperative__number", "starts_on")


def _classes(actor: Adult, day: date) -> QuerySet[ClassTeacher]:
    mine = ClassTeacher.objects.filter(
        user_id=actor.user_id, classroom__cooperative__federation_id=actor.federation_id
    ).in_force(day)
    return mine.select_related("classroom__cooperative__school").order_by("classroom_id")


def _mandate_words(mandate: Mandate) -> str:
    if mandate.state == Mandate.State.ENDED and mandate.ends_on:
        return _("mandat terminé le %(day)s") % {"day": format_day(mandate.ends_on)}
    if mandate.state == Mandate.State.SUSPENDED:
        return _("mandat suspendu")
    return _("mandataire")


def _add(found: dict, cooperative: Cooperative, words: str, over: bool) -> None:
    """Who holds an ended mandate and teaches there today is still at home in it."""
    known = found.get(cooperative.pk)
    if known is None:
        found[cooperative.pk] = (cooperative, [words], over)
    else:
        roles = known[1] if words in known[1] else [*known[1], words]
        found[cooperative.pk] = (cooperative, roles, known[2] and over)


def proposed_mandates(actor: Adult) -> QuerySet[Mandate]:
    """Mandates that were proposed to the adult and wait for a yes or a no."""
    mine = Mandate.objects.filter(user_id=actor.user_id, cooperative__federation_id=actor.federation_id)
    return mine.filter(state=Mandate.State.PROPOSED).select_related("cooperative").order_by("pk")


def has_second_factor(actor: Adult) -> bool:
    """Whether the account asks for more than a password: an app's code or a key."""
    return Authenticator.objects.filter(user_id=actor.user_id, type__in=FACTORS).exists()


def unfinished_registrations(actor: Adult) -> QuerySet[Registration]:
    """The adult's own requests that are not over: drafts, sent, to complete, and a refused one (its reason counts)."""
    over = [Registration.State.APPROVED, Registration.State.WITHDRAWN]
    mine = Registration.objects.visible_to(actor).filter(applicant_id=actor.user_id).exclude(state__in=over)
    return mine.select_related("school").order_by("-updated_at")


def requests_to_read(actor: Adult) -> int:
    """How many requests to open a cooperative wait for the association's staff; none for anybody else."""
    return Registration.objects.visible_to(actor).waiting_for_staff().count() if actor.is_staff else 0


def adults_waiting_for_a_digest() -> QuerySet[User]:
    """Active accounts with something unread that no mail has told yet."""
    waiting = Notification.objects.filter(user=OuterRef("pk"), mailed_at__isnull=True).unread()
    return User.objects.filter(Exists(waiting), is_active=True).order_by("pk")


def with_standing(users: QuerySet[User]) -> QuerySet[User]:
    """Adds `held_roles`, the staff roles in force (federation, role, and whether a second factor makes it `safe`), and
    `unread_count`, the notifications that were not read yet.
    """
    factor = Authenticator.objects.filter(user_id=OuterRef("user_id"), type__in=FACTORS)
    held = StaffRole.objects.filter(user=OuterRef("pk")).in_force(timezone.localdate()).annotate(safe=Exists(factor))
    unread = Notification.objects.filter(user=OuterRef("pk")).unread().order_by().values("user").annotate(n=Count("pk"))
    return users.annotate(
        held_roles=ArraySubquery(held.values(told=JSONObject(federation="federation_id", role="role", safe="safe"))),
        unread_count=Coalesce(Subquery(unread.values("n")), 0),
    )


def standing_of(user: User) -> User:
    """The reader with `held_roles` and `unread_count`; asked for anew of somebody who has just signed in."""
    return user if hasattr(user, "held_roles") else with_standing(User.objects.filter(pk=user.pk)).get()
