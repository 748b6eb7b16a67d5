"""What screens watch: the tick of a meeting. Every door that changes what a screen shows moves it on."""

from django.db.models import F

from councils.models import CouncilMeeting


def touch(meeting: CouncilMeeting) -> None:
    """Tell the screens that watch this meeting that something changed. One statement, in the door's transaction."""
    CouncilMeeting.objects.filter(pk=meeting.pk).update(tick=F("tick") + 1)


def locked(meeting: CouncilMeeting) -> CouncilMeeting:
    """The meeting with its row locked: a council's doors follow one another."""
    return CouncilMeeting.objects.select_for_update(of=("self",)).select_related("council__year").get(pk=meeting.pk)
