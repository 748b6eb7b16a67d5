"""Addresses of the class and of its pupils."""

from django.urls import URLPattern

pupil_urls: list[URLPattern] = []
