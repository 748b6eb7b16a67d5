"""What the pages of the council's room share: the second row of links, help in its place."""

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from councils.drawers import drawers_of
from councils.help_cards import BY_KEY
from councils.models import Decision
from councils.queries.register import decisions_of_job
from councils.thread import Event, untold
from members.models import ClassJob

register = template.Library()


@register.inclusion_tag("components/_drawers.html", takes_context=True)
def council_drawers(context: Context, cooperative: Cooperative, current: str) -> dict:
    """The drawers with the one in hand marked; none when there is nothing to choose."""
    links = [
        {
            "title": drawer.title,
            "href": reverse(drawer.url_name, kwargs={"id": cooperative.public_id}),
            "current": drawer.key == current,
        }
        for drawer in drawers_of(context["actor"], cooperative)
    ]
    return {"links": links if len(links) > 1 else [], "label": _("Les tiroirs du conseil")}


@register.simple_tag
def decided_job(job: ClassJob) -> list[Decision]:
    """`{% decided_job job as decisions %}`: what a job comes from: the decisions that began it, the elections to it."""
    return decisions_of_job(job)


@register.inclusion_tag("councils/help/_unfold.html")
def help_cards(*keys: str) -> dict:
    """`{% help_cards "problem" "harassment" %}`: short cards for the adult, folded, where they serve."""
    return {"cards": [BY_KEY[key] for key in keys]}


@register.simple_tag
def untold_of(events: list[Event]) -> list[str]:
    """`{% untold_of events as gaps %}`: what a story does not tell, in sentences."""
    return untold(events)
