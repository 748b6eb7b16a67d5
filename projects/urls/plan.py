"""The plan of a project: what, when, with whom, for how much; which classes take part."""

from django.urls import path

from projects.views import invitations, plan

ONE = "cooperatives/<uuid:id>/projects/<uuid:project_id>/"

plan_urls = [
    path(ONE + "plan/", plan.plan, name="plan"),
    path(ONE + "edit/", plan.edit, name="edit"),
    path(ONE + "budget/", plan.budget, name="budget"),
    path(ONE + "classes/", invitations.classes, name="classes"),
    path(
        "cooperatives/<uuid:id>/projects/invitations/<uuid:invitation_id>/", invitations.invitation, name="invitation"
    ),
]
