"""The list of cooperatives as a file: the same rows as on the page, all of them."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative, SchoolYear
from desk.queries.cooperatives import Filters, cooperatives_of
from desk.queries.standing import Standing
from occe.kit.actors import Actor
from occe.kit.csvfiles import csv_response
from occe.kit.workbooks import Column, Sheet, workbook_response

CHUNK = 500


def columns() -> list[Column]:
    """The columns of the list, in the order of the page, then what the page has no room for."""
    return [
        Column(_("Numéro"), "whole"),
        Column(_("Coopérative")),
        Column(_("Forme")),
        Column(_("École")),
        Column(_("UAI")),
        Column(_("Commune")),
        Column(_("État")),
        Column(_("Agréée le"), "day"),
        Column(_("Compte ouvert le"), "day"),
        Column(_("Mandataires")),
        Column(_("Classes"), "whole"),
        Column(_("Élèves"), "whole"),
        Column(_("Adultes"), "whole"),
    ]


def cooperatives_file(
    actor: Actor, year: SchoolYear | None, filters: Filters, *, kind: str, language: str
) -> HttpResponseBase:
    """The list as "csv" or "xlsx", streamed; names of mandataires, never their addresses."""
    name = _("cooperatives-%(year)s") % {"year": year or _("toutes")}
    rows = (_row(found) for found in cooperatives_of(actor, year, filters).iterator(chunk_size=CHUNK))
    if kind == "csv":
        return csv_response(f"{name}.csv", [column.title for column in columns()], rows)
    sheet = Sheet(_("Coopératives"), columns(), rows)
    return workbook_response(f"{name}.xlsx", [sheet], title=_("Coopératives"), language=language)


def _row(cooperative: Cooperative) -> list:
    school = cooperative.school
    return [
        cooperative.number,
        cooperative.name,
        cooperative.get_kind_display(),
        school.name,
        school.uai or "",
        school.commune,
        str(Standing(cooperative.standing).label),
        cooperative.approved_on,
        cooperative.account_opened_on,
        ", ".join(mandate.user.get_full_name() for mandate in cooperative.in_office),
        cooperative.class_count,
        cooperative.pupil_count,
        cooperative.adult_count,
    ]
