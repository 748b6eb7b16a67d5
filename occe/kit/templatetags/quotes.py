"""Somebody's words as they are set: between the page's quotation marks, their signs held. Built in: nobody loads it."""

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.translation import get_language

from occe.kit.markdown import with_signs_held

register = template.Library()


@register.filter(is_safe=True)
@stringfilter
def quoted(words: str) -> str:
    """`{{ decision.text|quoted }}`: « … » with spaces that do not break, in English “…”; nothing for nothing."""
    if not words:
        return ""
    held = with_signs_held(words)
    return f"“{held}”" if (get_language() or "fr").startswith("en") else f"«\u00a0{held}\u00a0»"


@register.filter(is_safe=True)
@stringfilter
def held(words: str) -> str:
    """`{{ project.summary|held }}`: the words, of which no line begins with a sign that French sets apart."""
    return with_signs_held(words)
