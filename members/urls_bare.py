"""Addresses without a language: the QR of a pupil's card."""

from django.urls import path

from members.views import pupils

app_name = "members_bare"
urlpatterns = [path("class/card/<str:token>/", pupils.open_by_card, name="class-card")]
