"""The addresses of the portal in demo mode."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from occe.urls import handler500
from occe.urls import urlpatterns as everywhere

__all__ = ["handler500", "urlpatterns"]
urlpatterns = [*everywhere, *i18n_patterns(path("", include("website.urls_demo")))]
