"""The laws and rules of the classes."""

from django.urls import path

from councils.views import rules

RULES = "cooperatives/<uuid:id>/council/rules"

rule_urls = [
    path(f"{RULES}/", rules.posters, name="posters"),
    path(f"{RULES}/<uuid:council>/", rules.poster, name="poster"),
    path(f"{RULES}/<uuid:council>/usual/", rules.usual_laws, name="poster-usual"),
    path(f"{RULES}/<uuid:council>/paper/", rules.poster_pdf, name="poster-paper"),
    path(f"{RULES}/<uuid:council>/<uuid:rule>/end/", rules.rule_end, name="rule-end"),
    path("pupil/council/rules/", rules.pupil_rules, name="pupil-rules"),
]
