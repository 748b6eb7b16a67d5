"""The tables of the annual report, in the language in hand: the same in every format, so that each can be added up.

Rows hold values (text, `Decimal` euros, whole numbers, days); each format writes them in its own way. Text is made
harmless here: no sign that nobody sees, nothing that turns a line round.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cooperatives.models import Affiliation, Cooperative, Mandate
from cooperatives.queries.figures import COOPERATIVES as COOPERATIVES_WORDS
from cooperatives.queries.figures import PUPILS as PUPILS_WORDS
from cooperatives.queries.figures import SERVICE as SERVICE_WORDS
from desk.reports.activity import activity_table
from desk.reports.figures import COOPERATIVES, EUROS, PROJECTS, PUPILS, Report
from finance.models import Account, Book
from finance.queries.combined import ELIMINATED
from finance.queries.figures import RAISED_WHEN_OVER
from occe.kit.csvfiles import csv_chunks
from occe.kit.folded import clean_text
from occe.kit.workbooks import Column
from projects.kinds import named
from projects.models import Project
from projects.queries.launches import LAUNCHED

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ON_PAPER = gettext_lazy("Totaux repris d’un cahier papier, comptés comme les autres cahiers.")
BOTH = gettext_lazy("Recettes moins dépenses de l’année ; ajouté au report, c’est ce qu’il reste.")

StandsFor = Account.StandsFor

# As an account is read: what there was, what came in, what went out, what is left.
NATURES = (
    Account.Kind.CARRIED_FORWARD,
    Account.Kind.INCOME,
    Account.Kind.EXPENSE,
    Account.Kind.TRANSFER,
    Account.Kind.TREASURY,
)


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `key` is its file's name, `about` what one reads in it; `head` is the column that names a row, `group`
    the one that the PDF breaks on, `sums` those whose total it prints.
    """

    key: str
    title: "StrOrPromise"
    about: "StrOrPromise"
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    head: int = 0
    group: int | None = None
    sums: tuple[int, ...] = ()

    def total(self, column: int) -> Any:
        """The sum of a column."""
        return sum(row[column] for row in self.rows if row[column] is not None)


def tables_of(report: Report) -> list[Table]:
    """Every table, the summary first; it names the day of the data and their fingerprint."""
    detailed = [
        _years(report),
        _kinds(report),
        _cooperatives(report),
        _accounts(report),
        _projects(report),
        _affiliations(report),
        _mandates(report),
    ]
    if report.activity and report.activity.sent:
        detailed.append(Table(**activity_table(report.activity, report.domains)))
    return [_clean(table) for table in (_summary(report), *detailed)]


def fingerprint(report: Report) -> str:
    """Twelve signs that are the same for the same data, in whatever language, on whatever day it is printed."""
    digest = sha256()
    with override("fr"):
        for make in (_years, _kinds, _cooperatives, _accounts, _projects, _affiliations, _mandates):
            table = make(report)
            for chunk in csv_chunks([str(column.title) for column in table.columns], table.rows):
                digest.update(chunk)
    signs = digest.hexdigest()[:12].upper()
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def kind_label(key: str, code: str, report: Report) -> str:
    """The words of a kind within a figure: a form of cooperative, a field of projects, an account."""
    if key in (PUPILS, COOPERATIVES):
        return str(Cooperative.Kind(code).label)
    if key == PROJECTS:
        return named(report.domains, code).label
    return next(line.account.label for line in report.accounts if line.account.code == code)


def figure_label(key: str) -> str:
    """The name of one of the four figures."""
    names = {
        PUPILS: _("Élèves"),
        COOPERATIVES: _("Coopératives"),
        PROJECTS: _("Projets lancés"),
        EUROS: _("Euros réunis"),
    }
    return names[key]


def nature_label(kind: str) -> str:
    """The words above the accounts of a kind."""
    names = {
        Account.Kind.CARRIED_FORWARD: _("Report de l’an dernier"),
        Account.Kind.INCOME: _("Recettes"),
        Account.Kind.EXPENSE: _("Dépenses"),
        Account.Kind.TRANSFER: _("Virements internes"),
        Account.Kind.TREASURY: _("Trésorerie"),
    }
    return names[Account.Kind(kind)]


def book_label(state: str) -> str:
    """How the accounts of a cooperative stand."""
    return str(Book.State(state).label) if state else _("pas de cahier")


def _summary(report: Report) -> Table:
    count, sums = report.count, report.sums
    fee, aid = report.amount(StandsFor.FEE), report.amount(StandsFor.AID)
    pupils = sum(line.pupils for line in report.cooperatives)
    adults = sum(line.adults for line in report.cooperatives)
    rows = [
        (figure_label(PUPILS), pupils, None, None, PUPILS_WORDS),
        (_("Adultes"), adults, None, None, ""),
        (_("Classes"), sum(line.classes for line in report.cooperatives), None, None, ""),
        (figure_label(COOPERATIVES), count.cooperatives, None, None, COOPERATIVES_WORDS),
        (_("dont nouvelles"), count.new, None, None, ""),
        (figure_label(PROJECTS), count.projects, None, None, LAUNCHED),
        (figure_label(EUROS), None, count.euros, None, RAISED_WHEN_OVER),
        (_("Années de service"), report.service, None, None, SERVICE_WORDS),
        (_("Cahiers"), count.books, None, None, ""),
        (_("dont acceptés"), count.accepted, None, None, ""),
        (_("dont livres résumés"), count.on_paper, None, None, ON_PAPER),
        (_("Report de l’an dernier"), None, sums.opening, report.starts, ""),
        (_("Recettes"), None, sums.income, None, ""),
        (_("Dépenses"), None, sums.expense, None, ""),
        (_("Résultat"), None, sums.result, None, BOTH),
        (_("Solde"), None, sums.closing, report.until, ""),
        (_("Cotisations, éliminées"), None, fee, None, ELIMINATED),
        (_("Aides de l’association, éliminées"), None, aid, None, ""),
        (_("Assurance, qui reste"), None, report.amount(StandsFor.INSURANCE), None, ""),
        (_("Date des données"), None, None, report.as_of, ""),
        (_("Empreinte des données"), None, None, None, fingerprint(report)),
    ]
    about = _("Les totaux, chacun avec sa définition ; la date des données.")
    columns = [
        Column(_("Chiffre")),
        Column(_("Nombre"), "whole"),
        Column(_("Montant"), "euros"),
        Column(_("Jour"), "day"),
        Column(_("Comment il est compté")),
    ]
    return Table("chiffres", _("Les chiffres de l’année"), about, columns, rows)


def _years(report: Report) -> Table:
    about = _("Les mêmes chiffres depuis la première année du portail.")
    columns = [
        Column(_("Année")),
        Column(figure_label(PUPILS), "whole"),
        Column(figure_label(COOPERATIVES), "whole"),
        Column(_("dont nouvelles"), "whole"),
        Column(figure_label(PROJECTS), "whole"),
        Column(figure_label(EUROS), "euros"),
        Column(_("Cahiers"), "whole"),
        Column(_("dont acceptés"), "whole"),
    ]
    rows = [
        (row.year, row.pupils, row.cooperatives, row.new, row.projects, row.euros, row.books, row.accepted)
        for row in report.years
    ]
    return Table("annees", _("Année par année"), about, columns, rows)


def _kinds(report: Report) -> Table:
    about = _("Les mêmes chiffres par forme, par domaine et par compte.")
    if None in report.kinds.get(PUPILS, {}).values():
        about += " " + _("Les formes qui compteraient moins de cinq élèves ne sont pas montrées.")
    columns = [Column(_("Chiffre")), Column(_("Sorte")), Column(_("Nombre"), "whole"), Column(_("Montant"), "euros")]
    rows = []
    for key, parts in report.kinds.items():
        for code, value in parts.items():
            number, amount = (None, value) if key == EUROS else (value, None)
            if value is not None:
                rows.append((figure_label(key), kind_label(key, code, report), number, amount))
    return Table("sortes", _("De quoi l’année est faite"), about, columns, rows, head=1)


def _cooperatives(report: Report) -> Table:
    columns = [
        Column(_("N°"), "whole"),
        Column(_("Coopérative")),
        Column(_("Commune")),
        Column(_("Forme")),
        Column(_("Classes"), "whole"),
        Column(_("Élèves"), "whole"),
        Column(_("Adultes"), "whole"),
        Column(_("Report"), "euros"),
        Column(_("Recettes"), "euros"),
        Column(_("Dépenses"), "euros"),
        Column(_("Résultat"), "euros"),
        Column(_("Solde"), "euros"),
        Column(_("Comptes")),
    ]
    rows = [
        (
            line.number,
            line.name,
            line.commune,
            str(Cooperative.Kind(line.kind).label),
            line.classes,
            line.pupils,
            line.adults,
            line.sums.opening,
            line.sums.income,
            line.sums.expense,
            line.sums.result,
            line.sums.closing,
            book_label(line.state),
        )
        for line in report.cooperatives
    ]
    about = _("Tous les cahiers de l’année, acceptés ou non ; la dernière colonne dit où en est chacun.")
    return Table(
        "cooperatives",
        _("Les coopératives, une par une"),
        about,
        columns,
        rows,
        head=1,
        sums=(4, 5, 6, 7, 8, 9, 10, 11),
    )


def _accounts(report: Report) -> Table:
    columns = [
        Column(_("Compte")),
        Column(_("Libellé")),
        Column(_("Nature")),
        Column(_("Coopératives"), "euros"),
        Column(_("dont comptes acceptés"), "euros"),
        Column(_("Association"), "euros"),
        Column(_("Éliminé"), "euros"),
        Column(_("Ensemble"), "euros"),
        Column(_("Compte dans les euros réunis"), "yes_no"),
    ]
    rows = [
        (
            line.account.code,
            line.account.label,
            nature_label(line.account.kind),
            line.cooperatives,
            line.accepted,
            line.association,
            line.eliminated,
            line.together,
            line.account.counts_as_raised,
        )
        for line in sorted(report.accounts, key=lambda line: NATURES.index(line.account.kind))
    ]
    about = _("Chaque compte, tous cahiers ensemble, sans ce qui n’a fait que changer de main.")
    return Table(
        "comptes",
        _("Les comptes additionnés"),
        about,
        columns,
        rows,
        head=1,
        group=2,
        sums=(3, 4, 5, 6, 7),
    )


def _projects(report: Report) -> Table:
    columns = [
        Column(_("Domaine")),
        Column(_("Projet")),
        Column(_("N°"), "whole"),
        Column(_("Coopérative")),
        Column(_("Commune")),
        Column(_("Commencé le"), "day"),
        Column(_("Où il en est")),
        Column(_("Publié"), "yes_no"),
    ]
    rows = [
        (
            named(report.domains, line.kind).label,
            line.title,
            line.number,
            line.cooperative,
            line.commune,
            line.on,
            str(Project.State(line.state).label),
            line.published,
        )
        for line in report.projects
    ]
    return Table("projets", _("Les projets lancés"), LAUNCHED, columns, rows, head=1, group=0)


def _affiliations(report: Report) -> Table:
    columns = [
        Column(_("N°"), "whole"),
        Column(_("Coopérative")),
        Column(_("Commune")),
        Column(_("Élèves"), "whole"),
        Column(_("Adultes"), "whole"),
        Column(_("Membres"), "whole"),
        Column(_("Cotisation"), "euros"),
        Column(_("Assurance"), "euros"),
        Column(_("Payée le"), "day"),
        Column(_("Engagement reçu le"), "day"),
        Column(_("Adhésion")),
    ]
    rows = [
        (
            line.number,
            line.cooperative,
            line.commune,
            line.pupils,
            line.adults,
            line.members,
            line.fee,
            line.insurance,
            line.paid_on,
            line.commitment_on,
            str(Affiliation.State(line.state).label),
        )
        for line in report.affiliations
    ]
    about = _("Une adhésion vaut une fois payée et l’engagement du mandataire reçu. Les sommes sont celles du tarif.")
    return Table("adhesions", _("Les adhésions"), about, columns, rows, head=1, sums=(3, 4, 5, 6, 7))


def _mandates(report: Report) -> Table:
    columns = [
        Column(_("N°"), "whole"),
        Column(_("Coopérative")),
        Column(_("Mandataire")),
        Column(_("Rang"), "whole"),
        Column(_("Depuis le"), "day"),
        Column(_("Fin du mandat"), "day"),
        Column(_("État")),
    ]
    rows = [
        (
            line.number,
            line.cooperative,
            line.name,
            line.rank,
            line.starts_on,
            line.ends_on,
            str(Mandate.State(line.state).label),
        )
        for line in report.mandates
    ]
    about = _("Les mandats en vigueur au moins un jour de l’année, qu’ils aient pris fin depuis ou non.")
    return Table("mandats", _("Les mandataires"), about, columns, rows, head=1)


def _clean(table: Table) -> Table:
    return replace(table, rows=[tuple(_harmless(row)) for row in table.rows])


def _harmless(row: Iterable[Any]) -> Iterable[Any]:
    """What people typed, on one line and without hidden signs; our own sentences as they are."""
    for value in row:
        if isinstance(value, Promise):
            yield str(value)
        else:
            yield clean_text(value).replace("\n", " ") if isinstance(value, str) else value
