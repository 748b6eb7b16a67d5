"""The money of a project, on its papers: what came in and what went out, from the ledger."""

from django import template

from finance.queries.figures import InAndOut, project_money
from projects.models import Project

register = template.Library()


@register.simple_tag
def money_of_project(project: Project) -> InAndOut | None:
    """`{% money_of_project project as raised %}`: over all years; None while nothing was posted. One query."""
    return project_money([project]).get(project.pk)
