"""Addresses without a language: the door of the site, and what programs read."""

from django.urls import path

from website.views import machines, news, pages, stories

urlpatterns = [
    path("", pages.choose_language, name="choose-language"),
    path("impact.json", machines.impact_json, name="impact-json"),
    path("feeds/news.atom", machines.news_feed, name="news-feed"),
    path("feeds/projects.atom", machines.project_feed, name="project-feed"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security_txt, name="security-txt"),
    path("pictures/<uuid:id>.webp", news.picture, name="website-picture"),
    path("pictures/<uuid:id>.jpg", news.picture_as_jpeg, name="website-picture-jpeg"),
    path("stories/<uuid:id>.jpg", stories.cover_as_jpeg, name="story-cover-jpeg"),
    path("stories/<uuid:id>/<slug:size>/", stories.piece, name="story-piece"),
]
