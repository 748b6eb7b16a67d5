"""What the pages and the document of the annual report write in their own way."""

from decimal import Decimal

from django import template
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cooperatives.models import ExportJob
from desk.queries.reports import failure_sentence, language_label, shape_label
from desk.reports import charts, tables, words
from desk.reports.figures import CooperativeLine, Report
from finance.models import Book
from occe.kit.drawing import reports as stones
from occe.kit.euros import format_figures
from occe.kit.templatetags.counted import report_wall
from occe.kit.templatetags.look import state

register = template.Library()

register.filter("thousands", charts.thousands)
register.filter("why_left_out", words.why_left_out)
register.filter("shape_label", shape_label)
register.filter("language_label", language_label)
register.filter("failure_sentence", failure_sentence)

State = Book.State
STONES = {State.ACCEPTED: "accepted", State.SUBMITTED: "received", State.RETURNED: "returned", State.OPEN: "due"}
BADGES = {
    ExportJob.State.WAITING: ("waiting", "wait"),
    ExportJob.State.RUNNING: ("sent", "gear"),
    ExportJob.State.DONE: ("agreed", "yes"),
    ExportJob.State.FAILED: ("return", "return"),
}


@register.filter
def figures(amount: Decimal) -> str:
    """`{{ line.sums.closing|figures }}`: euros without their sign, for a column that says so."""
    return format_figures(amount)


@register.filter
def accounts_state(line: CooperativeLine) -> str:
    """`{{ line|accounts_state }}`: where the accounts of a cooperative stand, in a word."""
    return tables.book_label(line.state)


@register.filter
def weight(size: int) -> str:
    """`{{ file.size|weight }}`: `153 ko`, `1,2 Mo`."""
    if size < 1_000_000:
        return _("%(size)s ko") % {"size": max(1, round(size / 1000))}
    return _("%(size)s Mo") % {"size": number_format(round(Decimal(size) / 1_000_000, 1))}


@register.simple_tag
def export_state(job: ExportJob) -> SafeString:
    """The badge of a file: waiting, being prepared, ready, failed."""
    kind, icon = BADGES[ExportJob.State(job.state)]
    return state(kind, job.get_state_display().capitalize(), icon=icon)


@register.simple_tag
def accounts_wall(report: Report) -> SafeString:
    """One stone a cooperative, as its accounts stand: each leads to it. A list beside says the same."""
    return report_wall(
        [
            stones.Report(
                _("n° %(number)s, %(name)s : %(state)s")
                % {"number": line.number, "name": line.name, "state": tables.book_label(line.state)},
                STONES.get(line.state, "due"),
                reverse("desk:cooperative", args=[line.public_id]),
            )
            for line in report.cooperatives
        ]
    )


@register.simple_tag
def accounts_counts(report: Report) -> list[dict]:
    """How many accounts stand in each state, as `shape` (of the stone), `count` and `words`; none that is nought."""
    names = {state.value: str(state.label) for state in (State.ACCEPTED, State.SUBMITTED, State.RETURNED, State.OPEN)}
    found = [(state, sum(line.state == state for line in report.cooperatives)) for state in (*names, "")]
    return [
        {"shape": STONES.get(state, "due"), "count": count, "words": tables.book_label(state)}
        for state, count in found
        if count
    ]
