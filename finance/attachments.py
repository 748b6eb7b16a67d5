"""What goes with a year's financial report: the papers of the pack, each with where it is or that it still misses.

The year's steps say whether a paper is there, is missing, or is no concern of this cooperative; nothing is decided
twice. The list closes the printed report (CRF).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from finance.closing_steps import readiness
from finance.models import AccountReview, Reviewer
from finance.queries.closing import reports_sent
from finance.queries.report import FinancialReport
from occe.kit.dates import format_day


@dataclass(frozen=True, slots=True)
class Attachment:
    """A paper of the pack. `words` say what it is here (a closed month, a count of a day), empty while it misses."""

    title: str
    words: str

    @property
    def is_there(self) -> bool:
        return bool(self.words)


def attachments(report: FinancialReport) -> list[Attachment]:
    """The papers that concern this book, in the order in which the report shows what they prove."""
    standing = {found.step.key: found for found in readiness(report.book)}
    listed = []
    for key, title, told in _papers(report):
        step = standing[key]
        if step.is_ours:
            listed.append(Attachment(title, told(report) if step.is_ready else ""))
    return listed


def _papers(report: FinancialReport) -> list[tuple[str, str, Callable[[FinancialReport], str]]]:
    """The step that a paper comes from, its name, what is said of it once it is there."""
    day = format_day(report.book.year.ends)
    return [
        ("review", _("Quitus des vérificateurs, feuille signée"), _quitus),
        ("bank", _("Relevé de la banque qui encadre le %(day)s, et rapprochement") % {"day": day}, _bank),
        ("cash", _("Arrêté de caisse au %(day)s") % {"day": day}, _cash),
        ("grants", _("Emploi des subventions publiques"), _grants),
        ("goods", _("Inventaire"), _goods),
        ("papers", _("Pièces justificatives, avec leurs numéros"), _vouchers),
        ("activity", _("Compte rendu d’activité (CRA)"), _activity),
    ]


def _activity(report: FinancialReport) -> str:
    return _("envoyé par le portail") if reports_sent([report.book]) else _("joint au cahier")


def _quitus(report: FinancialReport) -> str:
    review = AccountReview.objects.select_related("sheet").get(book=report.book)
    assert review.closed_at is not None  # the step is done once the quitus is given
    told = _("quitus du %(day)s") % {"day": format_day(review.closed_at.date())}
    if review.sheet:
        return _("%(quitus)s, feuille jointe") % {"quitus": told}
    by_code = review.reviewers.filter(withdrawn_at__isnull=True, signed_how=Reviewer.Signed.CODE).count()
    words = ngettext("%(quitus)s, signé par un code", "%(quitus)s, signé par %(n)s codes", by_code)
    return words % {"quitus": told, "n": by_code}


def _bank(report: FinancialReport) -> str:
    assert report.bank is not None  # the step is done once the last month is compared
    return _("%(basis)s, comparé au %(day)s") % {
        "basis": report.bank.get_basis_display(), "day": format_day(report.bank.ends_on),
    }  # fmt: skip


def _cash(report: FinancialReport) -> str:
    assert report.cash is not None
    return _("comptée le %(day)s") % {"day": format_day(report.cash.counted_on)}


def _grants(report: FinancialReport) -> str:
    count = sum(use.grant.is_public and use.received > 0 for use in report.grants)
    if not count:
        return _("aucune n’a été reçue")
    return ngettext("%(n)s tableau d’emploi", "%(n)s tableaux d’emploi", count) % {"n": count}


def _goods(report: FinancialReport) -> str:
    count = len(report.goods)
    if not count:
        return _("rien n’y est entré cette année")
    return ngettext("%(n)s bien entré cette année", "%(n)s biens entrés cette année", count) % {"n": count}


def _vouchers(report: FinancialReport) -> str:
    assert report.end is not None  # the step is done once somebody said where the box is
    if report.book.is_on_paper:
        return _("pages du cahier papier jointes ; originaux : %(place)s") % {"place": report.end.originals_place}
    return _("originaux : %(place)s") % {"place": report.end.originals_place}
