"""What this room holds about one child, for the parents who ask. A ballot is nobody's: it cannot be found."""

from collections.abc import Iterable

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from councils.data_map import AFTER_COUNCIL, FOUR_WEEKS, NEXT_NIGHT
from councils.models import Attendance, BallotOption, Decision, HandCount, MeetingRole, Slip, SpeakingTurn, Turnout
from members.data_map import BY_NUMBER
from members.held import Line, counted
from members.models import Pupil
from occe.kit.drawing.categories import CATEGORIES

OURS = gettext_lazy("Le conseil")


def of_councils(pupil: Pupil) -> Iterable[Line]:
    """Petits mots (a sealed one without its words), the last sittings, roles, what the child does. Eight queries."""
    yield from _petits_mots(pupil)
    for row in Attendance.objects.filter(pupil=pupil).select_related("roll__meeting"):
        yield Line(
            _("Présent au conseil") if row.here else _("Absent du conseil"), AFTER_COUNCIL, row.roll.meeting.held_on
        )
    for turn in SpeakingTurn.objects.filter(pupil=pupil).select_related("item__meeting"):
        words = _("A demandé la parole : %(title)s") % {"title": turn.item}
        yield Line(words, AFTER_COUNCIL, turn.item.meeting.held_on if turn.item.meeting else None)
    for role in MeetingRole.objects.filter(pupil=pupil).select_related("meeting"):
        yield Line(
            _("Son rôle au conseil : %(role)s") % {"role": role.get_role_display()}, BY_NUMBER, role.meeting.held_on
        )
    for option in BallotOption.objects.filter(pupil=pupil).select_related("ballot__meeting"):
        held_on = option.ballot.meeting.held_on
        yield Line(_("S’est présenté : %(what)s") % {"what": option.ballot.question}, BY_NUMBER, held_on)
    for decision in Decision.objects.filter(owner=pupil):
        yield Line(_("S’occupe de la décision : %(text)s") % {"text": decision.text}, BY_NUMBER, decision.date)
    turnout, counts = Turnout.objects.filter(pupil=pupil).count(), HandCount.objects.filter(pupil=pupil).count()
    yield from counted(
        ngettext(
            "A pris part à %(count)s vote ; ce qui a été voté n’est relié à personne",
            "A pris part à %(count)s votes ; ce qui a été voté n’est relié à personne",
            turnout,
        ),
        turnout,
        NEXT_NIGHT,
    )
    yield from counted(
        ngettext("A compté les voix de %(count)s vote", "A compté les voix de %(count)s votes", counts),
        counts,
        NEXT_NIGHT,
    )


def _petits_mots(pupil: Pupil) -> Iterable[Line]:
    erased = 0
    for slip in Slip.objects.filter(pupil=pupil):
        if slip.erased_on:
            erased += 1
        elif slip.is_sealed:
            words = _("Un petit mot, dans la boîte fermée : personne ne le lit avant le conseil, cette page non plus.")
            yield Line(words, FOUR_WEEKS, slip.put_on)
        else:
            words = _("Un petit mot (%(kind)s) : « %(text)s »") % {"kind": slip.get_kind_display(), "text": _said(slip)}
            yield Line(words, FOUR_WEEKS, slip.put_on)
    yield from counted(
        ngettext(
            "%(count)s petit mot effacé : il reste le jour et la sorte",
            "%(count)s petits mots effacés : il reste le jour et la sorte",
            erased,
        ),
        erased,
        BY_NUMBER,
    )


def _said(slip: Slip) -> str:
    language = get_language() or "fr"
    pictures = [CATEGORIES[key].name(language) for key in slip.pictures if key in CATEGORIES]
    return ", ".join([slip.text, *pictures] if slip.text else pictures) or _("en images")
