"""The public pages, each under /fr/ and /en/, the same words in both."""

from django.urls import path

from website.models import Page
from website.views import contact, news, pages, projects, stories

app_name = "website"
urlpatterns = [
    path("", pages.home, name="home"),
    path("mission/", pages.page, {"slug": Page.Slug.MISSION}, name="mission"),
    path("vision/", pages.page, {"slug": Page.Slug.VISION}, name="vision"),
    path("values/", pages.page, {"slug": Page.Slug.VALUES}, name="values"),
    path("what-we-do/", pages.page, {"slug": Page.Slug.WHAT_WE_DO}, name="what-we-do"),
    path("impact/", pages.impact_page, name="impact"),
    path("why-it-matters/", pages.page, {"slug": Page.Slug.WHY_IT_MATTERS}, name="why"),
    path("looking-ahead/", pages.page, {"slug": Page.Slug.LOOKING_AHEAD}, name="looking-ahead"),
    path("projects/", projects.project_list, name="projects"),
    path("projects/<uuid:id>/", projects.project, name="project"),
    path("projects/<uuid:id>/leaflet.pdf", stories.leaflet, name="project-leaflet"),
    path("projects/<uuid:id>/poster.pdf", stories.poster, name="project-poster"),
    path("projects/<uuid:id>/report/", stories.report, name="project-report"),
    path("projects/reported/", stories.reported, name="project-reported"),
    path("projects/cooperative/<uuid:id>/", projects.cooperative, name="cooperative"),
    path("projects/cooperative/<uuid:id>/accounts/", projects.cooperative_accounts, name="cooperative-accounts"),
    path("news/", news.news_list, name="news"),
    path("news/<slug:slug>/", news.news_item, name="news-item"),
    path("resources/", pages.page, {"slug": Page.Slug.RESOURCES}, name="resources"),
    path("start/", pages.page, {"slug": Page.Slug.START}, name="start"),
    path("contact/", contact.contact, name="contact"),
    path("contact/sent/", contact.contact_sent, name="contact-sent"),
    path("privacy/", pages.page, {"slug": Page.Slug.PRIVACY}, name="privacy"),
    path("privacy/children/", pages.page, {"slug": Page.Slug.PRIVACY_CHILDREN}, name="privacy-children"),
    path("legal/", pages.page, {"slug": Page.Slug.LEGAL}, name="legal"),
    path("accessibility/", pages.page, {"slug": Page.Slug.ACCESSIBILITY}, name="accessibility"),
]
