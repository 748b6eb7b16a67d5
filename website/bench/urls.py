"""The portal's addresses, and those of the references; only the bench's own settings name them."""

from django.urls import path

from occe.urls import urlpatterns as portal
from website.bench import anchors

urlpatterns = [
    *portal,
    path("bench/entries/<int:book>/", anchors.entries_page),
    path("bench/page/", anchors.cached_page),
]
