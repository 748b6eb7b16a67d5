"""What readers report about a story: looked at like any form of the site, then kept for the staff."""

from django.db import transaction

from occe.kit.actors import Anonymous
from projects.models import ContentReport, Piece, Project
from projects.services.publication import report_content
from website.services.contact import check_human


@transaction.atomic
def receive_report(
    project: Project, *, reason: str, words: str, stamp: str, sender: str, piece: Piece | None = None
) -> ContentReport:
    """Keep a report for the association. `sender` (a network address) counts against the limit and is kept nowhere.

    Raises MessageNotHuman, TooManyMessages.
    """
    federation = project.cooperative.federation
    check_human(federation, stamp=stamp, sender=sender)
    return report_content(project, reason=reason, words=words, piece=piece, by=Anonymous(federation.pk))
