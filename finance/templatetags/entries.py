"""The lines of a book as rows of a table. Written in Python: fifty rows are most of what the page draws."""

from collections.abc import Iterable

from django import template
from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance.models import Entry
from finance.queries.entries import EntryRow
from occe.kit.dates import format_day
from occe.kit.euros import format_euros
from occe.kit.templatetags.look import money, state

register = template.Library()
ANY = "00000000-0000-0000-0000-000000000000"
"""Stands for the entry in the address that all rows share."""


@register.simple_tag
def entry_rows(rows: Iterable[EntryRow], cooperative: Cooperative) -> SafeString:
    """`{% entry_rows page cooperative %}`: number and day, what it is, its amount, the total after it."""
    address = reverse("finance:entry", kwargs={"id": cooperative.public_id, "entry_id": ANY})
    corrected = " " + state("refused", _("corrigée"))
    direct, number = escape(_("saisie directe")), _("n° %(number)s")
    drawn = []
    for row in rows:
        entry = row.entry
        paper = entry.voucher.number if entry.voucher else number % {"number": entry.number}
        told = [escape(f"{line.label} · {line.classroom}" if line.classroom else line.label) for line in row.purposes]
        soft = " · ".join(part for part in (", ".join(told), direct if entry.direct else "") if part)
        drawn.append(
            f'<tr><td><b>{escape(paper)}</b><br><span class="soft">{escape(format_day(entry.date))}</span></td>'
            f'<td><a href="{address.replace(ANY, str(entry.public_id))}">{escape(capfirst(row.title))}</a>'
            f'{corrected if row.is_reversed else ""}<br><span class="soft">{soft}</span></td>'
            f'<td class="amount">{_amount(row)}</td><td class="amount">{escape(format_euros(row.after))}</td></tr>'
        )
    return SafeString("\n".join(drawn))


def _amount(row: EntryRow) -> str:
    """What came in or went out; what was carried, or only changed place, without an arrow."""
    if row.entry.kind != Entry.Kind.OPENING and (row.came_in or row.went_out):
        return money(row.came_in or row.went_out, "in" if row.came_in else "out")
    return f'<span class="soft">{escape(format_euros(row.entry.total))}</span>'
