"""The families' sheet on paper: the same for all, one page a child, with the child's picture and first name alone."""

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from occe.kit.documents import pdf_response
from occe.kit.drawing.paint import painted
from occe.kit.drawing.picturenames import picture_name
from projects.models import ConsentSheet
from projects.models.consent import Medium
from projects.queries.consent import grid_of


def sheet_pdf(request: HttpRequest, sheet: ConsentSheet) -> HttpResponse:
    """One page a child of the class, in the language of the page; with `?missing=yes` of those not back alone. A guest
    card has no picture, and no sheet.
    """
    rows = grid_of(sheet).rows
    faces = [row.face for row in rows if row.answer is None or not request.GET.get("missing")]
    pictures = {face.picture: painted(picture_name(face.picture)) for face in faces if face.picture}
    context = {
        "sheet": sheet, "classroom": sheet.classroom, "faces": faces, "projects": list(sheet.projects.all()),
        "places": [Medium(medium).label for medium in sheet.media], "on_site": Medium.SITE in sheet.media,
    }  # fmt: skip
    title = _("Photos, voix et dessins\u00a0: %(title)s") % {"title": sheet.title}
    name = _("autorisation-%(slug)s.pdf") % {"slug": slugify(sheet.title.replace("’", " "))[:60] or "classe"}
    return pdf_response(
        request, "projects/pdf/consent_sheet.html", title=title, name=name, context=context, pictures=pictures
    )
