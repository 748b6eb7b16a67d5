"""Addresses of the pupils' money pages."""

from django.urls import URLPattern

pupil_urls: list[URLPattern] = []
