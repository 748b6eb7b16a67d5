"""Opening the accounts to everybody, and closing them: one switch, with the council's decision."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from councils.models import Decision
from finance import permissions
from finance.errors import MandateNeeded, OpeningRefused
from finance.models import OpenAccounts
from occe.kit.actors import Adult
from projects.models import Project


@transaction.atomic
def open_accounts(
    cooperative: Cooperative,
    *,
    decision: Decision,
    projects: Iterable[Project],
    codes: Iterable[str],
    with_rest: bool,
    with_totals: bool,
    by: Adult,
) -> OpenAccounts:
    """Show these projects and lines to everybody, as the council decided; what was shown before is closed.

    Raises MandateNeeded; OpeningRefused for a decision or a project of another cooperative, or when nothing is chosen.
    """
    _locked(cooperative, by)
    projects = list(projects)
    if decision.council.cooperative_id != cooperative.pk:
        raise OpeningRefused(_("Cette décision est d’une autre coopérative."), field="decision")
    if any(project.cooperative_id != cooperative.pk for project in projects):
        raise OpeningRefused(_("Ce projet est d’une autre coopérative."), field="projects")
    if not (projects or with_rest or with_totals):
        raise OpeningRefused(_("Choisissez ce que tout le monde pourra lire."), field="projects")
    close_accounts(cooperative, by=by)
    opened = OpenAccounts.objects.create(
        federation_id=cooperative.federation_id, cooperative=cooperative, decision=decision, codes=sorted(codes),
        with_rest=with_rest, with_totals=with_totals, opened_by_id=by.user_id,
    )  # fmt: skip
    opened.projects.set(projects)
    return opened


@transaction.atomic
def close_accounts(cooperative: Cooperative, *, by: Adult) -> None:
    """Close them for everybody, at once. Closed already: no change. Raises MandateNeeded."""
    _locked(cooperative, by)
    OpenAccounts.objects.open().filter(cooperative=cooperative).update(closed_at=timezone.now(), closed_by=by.user_id)


def _locked(cooperative: Cooperative, by: Adult) -> None:
    if not permissions.can_record_money(by, cooperative):
        raise MandateNeeded(_("Un mandataire ouvre et ferme les comptes."))
    Cooperative.objects.select_for_update(of=("self",)).get(pk=cooperative.pk)
