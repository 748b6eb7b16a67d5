"""The activity report of a year: written by the adults, approved by a council, sent to the association. The only door.

Before it is sent its figures are counted when read; sending freezes them. The pictures are never frozen: each reading
asks whether they may still be shown.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative, Mandate, SchoolYear
from councils.models import Decision
from members.models import Pupil, User
from members.naming import first_name_in
from members.services.notifications import notify_all
from occe.kit.actors import Actor, Adult
from occe.kit.dates import today
from occe.kit.folded import clean_text
from projects.errors import ReportRefused
from projects.models import ActivityReport, Piece, ReportLine
from projects.models.consent import Medium
from projects.queries.report_words import PARTS
from projects.queries.reports import count_year, decisions_that_approve, pictures_of

State = ActivityReport.State
RETURNED = "projects.report-returned"


@transaction.atomic
def begin_report(cooperative: Cooperative, year: SchoolYear) -> ActivityReport:
    """The report of the year, locked; made at the first word."""
    Cooperative.objects.select_for_update(of=("self",)).get(pk=cooperative.pk)
    report, _made = ActivityReport.objects.get_or_create(cooperative=cooperative, year=year)
    return ActivityReport.objects.select_for_update(of=("self",)).get(pk=report.pk)


@transaction.atomic
def write_report(cooperative: Cooperative, year: SchoolYear, *, words: Mapping[str, str], by: Actor) -> ActivityReport:
    """Keep the own words of its parts; an empty one leaves what the portal proposes.

    Words that are changed after a council approved them wait for a council again. Raises ReportRefused once it is
    sent, and at a part that names a child.
    """
    report = _open(cooperative, year)
    for key in PARTS:
        text = clean_text(words.get(key, ""))
        _refuse_names(report, text, field=key)
        setattr(report, f"words_{key}", text)
    return _changed(report)


@transaction.atomic
def add_line(
    cooperative: Cooperative, year: SchoolYear, *, kind: str, words: str, by: Actor, on: date | None = None,
    hours: Decimal | None = None,
) -> ReportLine:  # fmt: skip
    """A training, an event or something else; the same line twice is one. Raises ReportRefused, as above."""
    report = _open(cooperative, year)
    told = " ".join(words.split())
    _refuse_names(report, told, field="words")
    line, _made = report.lines.get_or_create(kind=kind, words=told, defaults={"on": on, "hours": hours})
    _changed(report)
    return line


@transaction.atomic
def remove_line(line: ReportLine, *, by: Actor) -> None:
    """Take a line out. Raises ReportRefused once the report is sent."""
    report = _open(line.report.cooperative, line.report.year)
    ReportLine.objects.filter(pk=line.pk).delete()
    _changed(report)


@transaction.atomic
def choose_pictures(
    cooperative: Cooperative, year: SchoolYear, *, pieces: Iterable[Piece], by: Actor
) -> ActivityReport:
    """The pictures that the report shows: those alone that the families may see. Raises ReportRefused once sent."""
    report = _open(cooperative, year)
    allowed = pictures_of(cooperative, year, Medium.FAMILIES).filter(pk__in=[piece.pk for piece in pieces])
    report.pictures.set(allowed)
    return _changed(report)


@transaction.atomic
def approve_report(cooperative: Cooperative, year: SchoolYear, *, decision: Decision, by: Actor) -> ActivityReport:
    """Say which decision of a council approved it. Raises ReportRefused for one of elsewhere, corrected or too old."""
    report = _open(cooperative, year)
    if not decisions_that_approve(report).filter(pk=decision.pk).exists():
        raise ReportRefused(
            _("Choisissez une décision de vos conseils, prise depuis le début de cette année."), field="decision"
        )
    report.decision, report.state = decision, State.APPROVED
    report.save(update_fields=["decision", "state"])
    return report


@transaction.atomic
def send_report(cooperative: Cooperative, year: SchoolYear, *, by: Actor, at: datetime | None = None) -> ActivityReport:
    """Freeze the figures and send it to the association, now or (one that was sent before) `at` a moment.

    Sent already, nothing changes.
    Raises ReportRefused before a council has approved it.
    """
    report = begin_report(cooperative, year)
    if report.state == State.SENT:
        return report
    if report.decision_id is None:
        raise ReportRefused(_("Un conseil approuve le compte rendu avant qu’il parte."))
    report.figures = count_year(cooperative, year, lines=list(report.lines.all()))
    report.state, report.sent_at, report.return_words = State.SENT, at or timezone.now(), ""
    report.sent_by_id = by.user_id if isinstance(by, Adult) else None
    report.save()
    return report


@transaction.atomic
def return_report(report: ActivityReport, *, words: str, by: Actor) -> ActivityReport:
    """The association asks for something more, in a sentence; the mandataires in office are told.

    Raises ReportRefused without a sentence, or for a report that is not sent.
    """
    locked = (
        ActivityReport.objects.select_for_update(of=("self",)).select_related("year", "cooperative").get(pk=report.pk)
    )
    told = " ".join(words.split())
    if not told:
        raise ReportRefused(_("Dites ce qu’il faut compléter."), field="words")
    if locked.state != State.SENT:
        raise ReportRefused(_("Ce compte rendu n’est pas envoyé."))
    locked.state, locked.return_words = State.RETURNED, told
    locked.save(update_fields=["state", "return_words"])
    led = Mandate.objects.filter(cooperative=locked.cooperative_id).in_force(today())
    key = f"report-{locked.public_id}-{locked.sent_at:%Y%m%d%H%M%S}"
    notify_all(
        User.objects.filter(pk__in=led.values("user_id")), RETURNED, key=key,
        parameters={"year": locked.year.slug, "words": told}, url_id=locked.cooperative.public_id,
    )  # fmt: skip
    return locked


def _open(cooperative: Cooperative, year: SchoolYear) -> ActivityReport:
    report = begin_report(cooperative, year)
    if report.state == State.SENT:
        raise ReportRefused(_("Ce compte rendu est parti. L’AD peut vous le rendre pour le compléter."))
    return report


def _changed(report: ActivityReport) -> ActivityReport:
    """What a council approved is what it heard: changed, it waits again; returned by the AD, the approval stands."""
    if report.state == State.APPROVED:
        report.state, report.decision = State.DRAFT, None
    report.save()
    return report


def _refuse_names(report: ActivityReport, text: str, *, field: str) -> None:
    name = first_name_in(text, Pupil.objects.filter(cooperative_id=report.cooperative_id))
    if name:
        raise ReportRefused(
            _("Il y a un prénom, %(name)s. Le compte rendu reste dix ans\u00a0: il ne nomme pas d’enfant.")
            % {"name": name},
            field=field,
        )
