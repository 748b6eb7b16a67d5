"""The council of the youngest."""

from django.urls import path

from councils.views import pebbles

pebble_urls = [path("pupil/council/pebbles/", pebbles.pebbles, name="pupil-pebbles")]
