"""Addresses of the adults' money pages."""

from django.urls import path

from finance.views import claims, week

COOPERATIVE = "cooperatives/<uuid:id>/"
CLAIM = COOPERATIVE + "money/claims/<uuid:claim_id>/"

adult_urls = [
    path(COOPERATIVE + "money/week/", week.week, name="week"),
    path(COOPERATIVE + "money/claims/", claims.claim_list, name="claims"),
    path(CLAIM, claims.claim, name="claim"),
    path(CLAIM + "correct/", claims.correct, name="claim-correct"),
    path(CLAIM + "return/", claims.give_back, name="claim-return"),
    path(CLAIM + "refuse/", claims.refuse, name="claim-refuse"),
    path(CLAIM + "pay/", claims.pay, name="claim-pay"),
]
