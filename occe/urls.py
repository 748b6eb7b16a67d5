"""Every address of the portal; each room brings its own, the same words in both languages.

Under `/fr/` and `/en/`: the rooms' pages. Without a language, for links on paper and in mails (they redirect to one):
`urls_bare`. Outside languages: feeds, files for machines (health stands before all of them: `occe.kit.health`).
"""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from occe.kit import views as kit
from occe.kit.browser_reports import browser_report

machine_urls = (
    [
        path("theme/", kit.theme, name="theme"),
        path("browser-report/", browser_report, name="browser-report"),
    ],
    "kit",
)

handler500 = "occe.kit.faults.fault"

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
        path("", include("support.urls")),
        path("", include("desk.urls")),
        path("", include("website.urls_desk")),
        path("", include("website.urls")),
        *([path("", include("website.urls_demo"))] if settings.DEMO else []),
    ),
]
