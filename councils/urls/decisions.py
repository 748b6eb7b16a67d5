"""The register of decisions."""

from django.urls import path

from councils.views import decided_jobs, decision, decisions, pupil_decisions

DECISIONS = "cooperatives/<uuid:id>/council/decisions/"
PUPIL = "pupil/council/decisions/"
ONE = DECISIONS + "<uuid:decision_id>/"

decision_urls = [
    path(DECISIONS, decisions.register, name="decisions"),
    path(DECISIONS + "new/", decisions.decision_new, name="decision-new"),
    path(DECISIONS + "register.pdf", decisions.register_file, {"form": "pdf"}, name="register-pdf"),
    path(DECISIONS + "register.xlsx", decisions.register_file, {"form": "xlsx"}, name="register-xlsx"),
    path(ONE, decision.decision, name="decision"),
    path(ONE + "reword/", decision.reword, name="decision-reword"),
    path(ONE + "correct/", decision.correct, name="decision-correct"),
    path(ONE + "job/", decided_jobs.job_new, name="decision-job"),
    path(PUPIL, pupil_decisions.decisions, name="pupil-decisions"),
    path(PUPIL + "<uuid:decision>/", pupil_decisions.decision, name="pupil-decision"),
    path(PUPIL + "<uuid:decision>/sign/", pupil_decisions.sign, name="pupil-decision-sign"),
    path(PUPIL + "<uuid:decision>/done/", pupil_decisions.done, name="pupil-decision-done"),
]
