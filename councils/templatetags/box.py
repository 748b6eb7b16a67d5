"""Words of the box and the agenda."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from councils.pictograms import said_by
from councils.queries.box import Step
from occe.kit.drawing.pictograms import pictogram, pictogram_words

register = template.Library()
ICONS = {
    "late": "wait", "review": "refresh", "report": "people", "thanks": "heart", "problem": "rain", "question": "help",
    "idea": "bulb", "rule": "board", "job": "star", "spending": "cash-box", "other": "council",
}  # fmt: skip


@register.simple_tag
def step_word(step: Step) -> str:
    """`{% step_word step %}`: what a stone of a petit mot's way says."""
    return {
        Step.BOX: _("dans la boîte"),
        Step.AGENDA: _("on va en parler"),
        Step.SPOKEN: _("on en a parlé"),
        Step.DECIDED: _("c’est décidé"),
        Step.DONE: _("c’est fait"),
    }[step]


@register.filter
def item_icon(kind: str) -> str:
    """`{{ item.kind|item_icon }}`: the icon that goes with a kind of item."""
    return ICONS.get(kind, "council")


@register.simple_tag
def note_picture(key: str) -> SafeString:
    """`{% note_picture "quarrel" %}`: what a petit mot is about, in a picture."""
    return SafeString(pictogram(key))


@register.simple_tag
def note_words(key: str) -> str:
    """`{% note_words "quarrel" %}`: its words: une dispute, a quarrel."""
    return pictogram_words(key, get_language() or "fr")


@register.filter
def said(pictures: list[str]) -> str:
    """`{{ slip.pictures|said }}`: what the pictures of a petit mot say, in a line of words."""
    return said_by(pictures)
