"""What the book says of a project, for the pages of projects, which stand below the money and import nothing of it."""

from dataclasses import dataclass
from decimal import Decimal

from django import template

from finance.queries.figures import InAndOut, project_money
from projects.models import Project

register = template.Library()


@dataclass(frozen=True, slots=True)
class Against:
    """A side of the budget, planned against real: what is left (never less than nothing), and what is over."""

    planned: Decimal
    real: Decimal

    @property
    def left(self) -> Decimal:
        return max(self.planned - self.real, Decimal("0.00"))

    @property
    def over(self) -> Decimal:
        return max(self.real - self.planned, Decimal("0.00"))


@register.simple_tag
def money_of(project: Project) -> InAndOut:
    """`{% money_of project as real %}`: what came in and went out for it, corrections taken off. One query."""
    return project_money([project]).get(project.pk, InAndOut())


@register.simple_tag
def against(side: str, planned: Decimal, real: InAndOut) -> Against:
    """`{% against "out" planned real as line %}`: a side of the budget beside what the book says."""
    return Against(planned, real.came_in if side == "in" else real.went_out)
