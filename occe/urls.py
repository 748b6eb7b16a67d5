"""Every address of the portal (the contract lists them); each room brings its own."""

from django.urls import path

from occe.kit import views as kit

kit_urls = [
    path("theme/", kit.theme, name="theme"),
    path("health/live", kit.live, name="live"),
    path("health/ready", kit.ready, name="ready"),
]

urlpatterns = [*kit_urls]
