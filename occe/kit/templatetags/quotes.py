"""Somebody's words between the quotation marks of the page's language. Built in: no template loads it."""

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.translation import get_language

register = template.Library()


@register.filter(is_safe=True)
@stringfilter
def quoted(words: str) -> str:
    """`{{ decision.text|quoted }}`: « … » with spaces that do not break, in English “…”; nothing for nothing."""
    if not words:
        return ""
    return f"“{words}”" if (get_language() or "fr").startswith("en") else f"«\u00a0{words}\u00a0»"
