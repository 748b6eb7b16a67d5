"""allauth's addresses, in the two languages. The one of an identity given elsewhere stays outside languages, for its
provider knows a single address to come back to (`members.urls_bare`)."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    path("3rdparty/", include("allauth.socialaccount.urls")),
]
