"""The register as a document to sign and keep, and as a workbook: the form that reviewers and the association read.

Nobody's name is in it but the adult's who signed: a child who does something is "un élève", or what `owner_words` says.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative, SchoolYear
from councils.models import Decision, FollowUp
from councils.queries.thread import votes_in_words
from occe.kit.dates import format_day, today
from occe.kit.documents import pdf_response
from occe.kit.drawing.icons import PATHS
from occe.kit.workbooks import Column, Sheet, workbook_response

INK = "#1f5136"
MOST = 400
"""Decisions of a year in one document: more than a school of ten classes takes; a workbook holds them all."""


def register_pdf(
    request: HttpRequest, cooperative: Cooperative, found: QuerySet[Decision], year: SchoolYear | None
) -> HttpResponse:
    """The register of one year laid out for A4, council by council, with room for two signatures."""
    found = found.filter(council__year=year) if year else found.none()
    rows = list(found[:MOST])
    context = {"cooperative": cooperative, "rows": [row_of(row) for row in rows], "day": today()}
    context |= {"more": found.count() - len(rows)}
    of_year = {"name": cooperative.name, "year": year.slug if year else "", "number": cooperative.number or 0}
    title = _("Registre des délibérations %(year)s, %(name)s") % of_year
    name = _("registre-%(number)s-%(year)s.pdf") % of_year
    return pdf_response(request, "councils/pdf/register.html", title=title, name=name, context=context)


def register_xlsx(cooperative: Cooperative, found: QuerySet[Decision]) -> FileResponse:
    """The register as a workbook of one sheet, with real days and sums."""
    title = _("Registre des délibérations, %(name)s") % {"name": cooperative.name}
    sheet = Sheet(_("Décisions"), _columns(), _cells(found))
    name = _("registre-%(number)s.xlsx") % {"number": cooperative.number or 0}
    return workbook_response(name, [sheet], title=title, language=get_language() or "fr")


def row_of(decision: Decision) -> dict[str, Any]:
    """What a line of the register says beside the decision itself."""
    return {
        "decision": decision,
        "council": council_words(decision),
        "how": how_words(decision),
        "owner": owner_words(decision),
        "state": state_words(decision),
        "signed": signature_words(decision),
    }


def council_words(decision: Decision) -> str:
    """Which council: its class, or the school's."""
    room = decision.council.classroom
    return room.name if room else _("Conseil de la coopérative")


def how_words(decision: Decision) -> str:
    """The way and the count: "À main levée : 15 pour, 1 contre"."""
    way = decision.get_way_display().capitalize() if decision.way else ""
    told = votes_in_words(decision)
    if decision.votes_for is not None:
        told = _("%(votes)s (%(present)s présents)") % {"votes": told, "present": decision.present}
    return _("%(way)s\u00a0: %(votes)s") % {"way": way, "votes": told} if way and told else way or told


def owner_words(decision: Decision) -> str:
    """Who does it, without a name."""
    child = [_("un ou une élève")] if decision.owner_id and not decision.owner_words else []
    return ", ".join([*child, *filter(None, [decision.owner_words])])


def state_words(decision: Decision) -> str:
    """What became of it (`with_state`), and by which number it was replaced (`replaced_by`)."""
    if decision.replaced_by:  # type: ignore[attr-defined]
        return _("remplacée par la n° %(number)s") % {"number": decision.replaced_by}  # type: ignore[attr-defined]
    state = decision.state_now  # type: ignore[attr-defined]
    if state:
        return str(FollowUp.State(state).label)
    return _("à faire") if decision.is_to_do else _("en vigueur")


def signature_words(decision: Decision) -> str:
    """Who signed, and when."""
    told = []
    if decision.president_signed_at:
        words = _("présidence (papier) %(day)s") if decision.president_on_paper else _("présidence %(day)s")
        told.append(words % {"day": format_day(decision.president_signed_at.date())})
    if decision.adult_signed_at and decision.signed_by:
        day = format_day(decision.adult_signed_at.date())
        told.append(_("%(name)s %(day)s") % {"name": decision.signed_by.get_full_name(), "day": day})
    return ", ".join(told) or _("à signer")


def _columns() -> list[Column]:
    return [
        Column(_("Année")),
        Column(_("Conseil")),
        Column(_("Numéro"), "whole"),
        Column(_("Date"), "day"),
        Column(_("Décision")),
        Column(_("Comment")),
        Column(_("Présents"), "whole"),
        Column(_("Pour"), "whole"),
        Column(_("Contre"), "whole"),
        Column(_("Ne choisit pas"), "whole"),
        Column(_("Qui s’en occupe")),
        Column(_("Avant le"), "day"),
        Column(_("Somme à ne pas dépasser"), "euros"),
        Column(_("Où on en est")),
        Column(_("Corrige la n°"), "whole"),
        Column(_("Signatures")),
    ]


def _cells(found: QuerySet[Decision]) -> Iterator[list[Any]]:
    for row in found.iterator():
        yield [
            row.council.year.slug,
            council_words(row),
            row.number,
            row.date,
            row.text,
            row.get_way_display() if row.way else row.result,
            row.present,
            row.votes_for,
            row.votes_against,
            row.votes_blank,
            owner_words(row),
            row.due_on,
            row.amount,
            state_words(row),
            row.corrects.number if row.corrects else None,
            signature_words(row),
        ]


def pictogram(name: str) -> bytes:
    """An icon of the portal as a picture of its own, for paper."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{INK}" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round">'
    )
    return f'{head}<path d="{PATHS[name]}"/></svg>'.encode()
