"""The accounts of a year added up, as a file: the same rows as on the page."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from cooperatives.models import SchoolYear
from desk.queries.combined import combined_year
from occe.kit.csvfiles import csv_response
from occe.kit.workbooks import Column, Sheet, workbook_response


def combined_file(year: SchoolYear, *, kind: str, language: str) -> HttpResponseBase:
    """The table as "csv" or "xlsx", one row an account, its nature beside."""
    columns = [
        Column(_("Nature")),
        Column(_("Compte")),
        Column(_("Libellé")),
        Column(_("Coopératives"), "euros"),
        Column(_("dont comptes acceptés"), "euros"),
        Column(_("Association"), "euros"),
        Column(_("Éliminé"), "euros"),
        Column(_("Ensemble"), "euros"),
    ]
    rows = [
        (
            nature.label, line.account.code, line.account.label, line.cooperatives, line.accepted, line.association,
            line.eliminated, line.together,
        )
        for nature in combined_year(year).natures
        for line in nature.accounts
    ]  # fmt: skip
    name, title = _("comptes-additionnes-%(year)s") % {"year": year}, _("Les comptes additionnés")
    if kind == "csv":
        return csv_response(f"{name}.csv", [column.title for column in columns], rows)
    return workbook_response(f"{name}.xlsx", [Sheet(title, columns, rows)], title=title, language=language)
