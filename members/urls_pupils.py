"""The addresses of the class and its pupils."""

from django.urls import URLPattern

pupil_urls: list[URLPattern] = []
