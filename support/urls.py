"""Addresses of the questions to the association."""

from django.urls import path

from support import views

app_name = "support"
urlpatterns = [
    path("cooperatives/<uuid:id>/questions/", views.tickets, name="tickets"),
    path("cooperatives/<uuid:id>/questions/new/", views.ask, name="ask"),
    path("cooperatives/<uuid:id>/questions/paper/", views.ask_about_paper, name="ask-about-paper"),
    path("questions/<uuid:id>/", views.ticket, name="ticket"),
]
