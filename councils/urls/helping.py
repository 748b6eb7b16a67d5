"""Help for who holds the council."""

from django.urls import path

from councils.views import helping

help_urls = [
    path("cooperatives/<uuid:id>/council/help/", helping.cards, name="help"),
    path("cooperatives/<uuid:id>/council/help/roles/", helping.role_cards, name="role-cards"),
]
