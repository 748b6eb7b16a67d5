"""Addresses of an adult's own pages."""

from django.urls import path

from members.views import adults as views

adult_urls = [
    path("my/", views.home, name="home"),
    path("my/profile/", views.profile, name="profile"),
    path("my/notifications/", views.notification_list, name="notifications"),
    path("my/notifications/read/", views.notification_read_all, name="notifications-read"),
    path("my/notifications/<uuid:id>/open/", views.notification_open, name="notification-open"),
    path("my/resume/", views.resume, name="resume"),
]
