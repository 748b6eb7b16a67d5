"""The adults' council: called, held with its minutes, or cancelled. The only door for `AdultMeeting`."""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cooperatives.models import ClassTeacher, Cooperative, Mandate, SchoolYear
from councils.errors import AdultMeetingRefused
from councils.models import AdultMeeting
from councils.permissions import can_keep_adult_council
from members.models import User
from members.services.notifications import notify_all
from occe.kit.actors import Adult
from occe.kit.dates import today

CALLED = "councils.adults_called"


@transaction.atomic
def call_adults(
    cooperative: Cooperative,
    *,
    on: datetime.date,
    agenda: str,
    by: Adult,
    at: datetime.time | None = None,
    place: str = "",
    invited: int | None = None,
) -> AdultMeeting:
    """Call the adults' council: a day of an open year, what will be spoken of. Those who work there are told.

    Again for that day: it is written anew.

    Raises AdultMeetingRefused: not theirs to call, a day of no open year, a meeting that was held that day.
    """
    _refuse_others(cooperative, by)
    facts = {"at": at, "place": place, "agenda": agenda, "invited": invited}
    standing = _of_day(cooperative, on)
    if standing is None:
        year = _year_of(cooperative, on)
        try:
            with transaction.atomic():
                called = AdultMeeting.objects.create(
                    cooperative=cooperative, year=year, on=on, written_by_id=by.user_id, **facts
                )
                _tell(called)
                return called
        except IntegrityError:  # called twice at the same moment
            standing = _of_day(cooperative, on)
    if standing is None or standing.state == AdultMeeting.State.HELD:
        raise AdultMeetingRefused(_("Une séance s’est déjà tenue ce jour-là. Choisissez un autre jour."), field="on")
    AdultMeeting.objects.filter(pk=standing.pk).update(**facts)
    standing.refresh_from_db()
    return standing


@transaction.atomic
def hold_adults(
    meeting: AdultMeeting, *, present: int, present_words: str, minutes: str, by: Adult
) -> AdultMeeting:  # fmt: skip
    """Write who was there and what was said. The minutes may be mended as long as the year is open.

    Raises AdultMeetingRefused: not theirs to write, a day to come, a cancelled meeting, a closed year.
    """
    locked = _locked(meeting, by)
    if locked.state == AdultMeeting.State.CANCELLED:
        raise AdultMeetingRefused(_("Cette séance est annulée. Convoquez-en une autre."))
    if locked.on > today():
        raise AdultMeetingRefused(_("Cette séance n’a pas encore eu lieu. Revenez le jour même, ou après."))
    locked.state = AdultMeeting.State.HELD
    locked.present, locked.present_words, locked.minutes = present, present_words, minutes
    locked.save(update_fields=["state", "present", "present_words", "minutes"])
    return locked


@transaction.atomic
def cancel_adults(meeting: AdultMeeting, *, by: Adult) -> AdultMeeting:
    """Cancel a meeting that was called; it stays on the list. Raises AdultMeetingRefused once it was held."""
    locked = _locked(meeting, by)
    if locked.state == AdultMeeting.State.HELD:
        raise AdultMeetingRefused(_("Cette séance s’est tenue : son compte rendu reste."))
    locked.state = AdultMeeting.State.CANCELLED
    locked.save(update_fields=["state"])
    return locked


def _tell(meeting: AdultMeeting) -> None:
    """The bell of all who hold a mandate or teach a class there, but for who calls; the paper is for the others."""
    day, here = today(), meeting.cooperative
    taught = ClassTeacher.objects.in_force(day).filter(classroom__cooperative=here)
    led = Mandate.objects.in_force(day).filter(cooperative=here)
    adults = User.objects.filter(Q(pk__in=taught.values("user_id")) | Q(pk__in=led.values("user_id")))
    notify_all(
        adults.exclude(pk=meeting.written_by_id),
        CALLED,
        key=f"{CALLED}:{meeting.public_id}",
        parameters={"cooperative": str(here), "day": meeting.on},
        url_name="councils:adult-meetings",
        url_id=here.public_id,
    )


def _of_day(cooperative: Cooperative, on: datetime.date) -> AdultMeeting | None:
    found = AdultMeeting.objects.filter(cooperative=cooperative, on=on).exclude(state=AdultMeeting.State.CANCELLED)
    return found.select_for_update(of=("self",)).first()


def _year_of(cooperative: Cooperative, on: datetime.date) -> SchoolYear:
    years = SchoolYear.objects.filter(federation_id=cooperative.federation_id, closed_at__isnull=True)
    year = years.filter(starts__lte=on, ends__gte=on).first()
    if year is None:
        raise AdultMeetingRefused(_("Ce jour n’est dans aucune année ouverte."), field="on")
    return year


def _locked(meeting: AdultMeeting, by: Adult) -> AdultMeeting:
    locked = (
        AdultMeeting.objects.select_for_update(of=("self",)).select_related("cooperative", "year").get(pk=meeting.pk)
    )
    _refuse_others(locked.cooperative, by)
    if not locked.year.is_open:
        raise AdultMeetingRefused(_("L’année de cette séance est close."))
    return locked


def _refuse_others(cooperative: Cooperative, by: Adult) -> None:
    if not can_keep_adult_council(by, cooperative):
        raise AdultMeetingRefused(_("Seuls les enseignants de la coopérative tiennent ce conseil."))
