"""Long lists of choices, drawn at once."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from website.filters import Choice

register = template.Library()
_CHOSEN = {True: SafeString(" selected"), False: ""}


@register.simple_tag
def options(choices: Sequence[Choice]) -> SafeString:
    """`{% options filters.places %}`: the options of a select; a department has communes by the hundred."""
    return format_html_join("", "<option{}>{}</option>", ((_CHOSEN[one.chosen], one.value) for one in choices))
