"""The register of decisions."""

from django.urls import path

from councils.views import decision, decisions

DECISIONS = "cooperatives/<uuid:id>/council/decisions/"
ONE = DECISIONS + "<uuid:decision_id>/"

decision_urls = [
    path(DECISIONS, decisions.register, name="decisions"),
    path(DECISIONS + "new/", decisions.decision_new, name="decision-new"),
    path(ONE, decision.decision, name="decision"),
    path(ONE + "reword/", decision.reword, name="decision-reword"),
    path(ONE + "correct/", decision.correct, name="decision-correct"),
]
