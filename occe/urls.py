"""Every address of the portal; each room brings its own, the same words in both languages.

Under `/fr/` and `/en/`: the rooms' pages. Without a language, for links on paper and in mails (they redirect to one):
`urls_bare`. Outside languages: health, feeds, files for machines.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from occe.kit import views as kit

machine_urls = (
    [
        path("theme/", kit.theme, name="theme"),
        path("health/live", kit.live, name="live"),
        path("health/ready", kit.ready, name="ready"),
    ],
    "kit",
)

urlpatterns = [
    path("", include(machine_urls)),
    path("", include("cooperatives.urls_bare")),
    path("", include("members.urls_bare")),
    path("", include("website.urls_bare")),
    path("accounts/", include("allauth.socialaccount.providers.openid_connect.urls")),
    *i18n_patterns(
        path("accounts/", include("members.urls_accounts")),
        path("", include("cooperatives.urls")),
        path("", include("members.urls")),
        path("", include("councils.urls")),
        path("", include("projects.urls")),
        path("", include("finance.urls")),
        path("", include("desk.urls")),
        path("", include("website.urls_desk")),
        path("", include("website.urls")),
    ),
]
