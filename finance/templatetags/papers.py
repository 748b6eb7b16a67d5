"""The papers of an entry that came after it, or the slip that says why there is none."""

from django import template

from finance.models import Entry, InternalSlip, LaterPaper
from finance.permissions import can_bring_paper_of
from finance.queries.papers import told_by_the_association, told_by_the_bank, without_paper

register = template.Library()


@register.inclusion_tag("finance/_later_papers.html", takes_context=True)
def later_papers(context: template.Context, entry: Entry, cooperative) -> dict:
    """What is known of the paper of an entry beside its voucher, and what this adult may do about it."""
    itself = Entry.objects.filter(pk=entry.pk, kind=Entry.Kind.EXPENSE)
    papers = LaterPaper.objects.filter(entry=entry).select_related("file", "added_by")
    return {
        "entry": entry,
        "cooperative": cooperative,
        "papers": list(papers),
        "slip": InternalSlip.objects.filter(entry=entry, undone_at__isnull=True).select_related("stated_by").first(),
        "missing": without_paper(itself).exists(),
        "told_by_the_bank": itself.filter(told_by_the_bank()).exists(),
        "told_by_the_association": itself.filter(told_by_the_association()).exists(),
        "may_bring": can_bring_paper_of(context["actor"], entry),
    }
