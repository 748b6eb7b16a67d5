"""Pages of the demonstration alone: `occe.urls` knows them in no other mode."""

from django.urls import path

from website.views.mailbox import letter, mailbox
from website.views.styleguide import styleguide

app_name = "demo"
urlpatterns = [
    path("styleguide/", styleguide, name="styleguide"),
    path("mailbox/", mailbox, name="mailbox"),
    path("mailbox/<slug:key>/", letter, name="letter"),
]
