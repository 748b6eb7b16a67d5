"""The register of decisions."""

from django.urls import path

from councils.views import decisions

decision_urls = [
    path("cooperatives/<uuid:id>/council/decisions/", decisions.register, name="decisions"),
    path("cooperatives/<uuid:id>/council/decisions/new/", decisions.decision_new, name="decision-new"),
]
