"""All that is held about one child: a page for the adult who leads the class, and the sheet that parents are given."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.held import for_paper, held_about
from members.models import Pupil
from members.permissions_pupils import can_change_pupil
from members.queries_pupils import face_of
from members.views.roster import enrolment_of
from occe.kit.access import allow
from occe.kit.dates import today
from occe.kit.documents import pdf_response


@allow(can_change_pupil, load=lambda actor: Pupil.objects.visible_to(actor).here(), key="pupil")
@require_safe
def held(request: HttpRequest, pupil: Pupil, id: UUID) -> HttpResponse:
    """Made when it is asked for, and stored nowhere."""
    return render(request, "members/roster/held.html", _context(pupil, id))


@allow(can_change_pupil, load=lambda actor: Pupil.objects.visible_to(actor).here(), key="pupil")
@require_safe
def paper(request: HttpRequest, pupil: Pupil, id: UUID) -> HttpResponse:
    """The same on one page of paper. Neither its title nor its file name names the child."""
    title, context = _("Tout ce que nous avons sur un enfant"), _context(pupil, id)
    context |= {"told": for_paper(context["parts"])}
    return pdf_response(
        request, "members/pdf/about_child.html", title=title, name=_("sur-un-enfant.pdf"), context=context
    )


def _context(pupil: Pupil, id: UUID) -> dict:
    enrolment = enrolment_of(pupil, id)
    return {
        "cooperative": enrolment.classroom.cooperative,
        "classroom": enrolment.classroom,
        "tab": "roster",
        "pupil": pupil,
        "face": face_of(enrolment),
        "parts": held_about(pupil),
        "today": today(),
    }
