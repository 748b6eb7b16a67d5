"""What the pages of projects ask: of which kind is this one."""

from django import template
from django.template import RequestContext

from projects.kinds import Kind, kinds_of, named
from projects.models import Project

register = template.Library()


@register.simple_tag(takes_context=True)
def kind_of(context: RequestContext, project: Project) -> Kind:
    """`{% kind_of project as kind %}`: its words and its icon. One query a page, however many projects are on it."""
    return named(_kinds(context, project), project.kind)


@register.simple_tag(takes_context=True)
def kind_named(context: RequestContext, key: str) -> Kind:
    """`{% kind_named choice.value as kind %}`: the kind of this key, of the association of the page."""
    return named(_kinds(context), key)


def _kinds(context: RequestContext, project: Project | None = None) -> dict[str, Kind]:
    """The association's kinds: the request keeps them, for a part of a page has a context of its own."""
    request = getattr(context, "request", None)
    if request is None:
        return kinds_of(project.cooperative.federation_id if project else None)
    if not hasattr(request, "project_kinds"):
        request.project_kinds = kinds_of(request.federation.pk if request.federation else None)
    return request.project_kinds
