"""The public story in the adult's hands."""

from django.urls import path

from projects.views import story

HERE = "cooperatives/<uuid:id>/projects/<uuid:project_id>/story"
story_urls = [
    path(f"{HERE}/", story.story, name="story"),
    path(f"{HERE}/preview/", story.story_preview, name="story-preview"),
    path(f"{HERE}/withdrawal/", story.story_withdraw, name="story-withdraw"),
    path(f"{HERE}/leaflet.pdf", story.story_leaflet, name="story-leaflet"),
    path(f"{HERE}/poster.pdf", story.story_poster, name="story-poster"),
    path(f"{HERE}/pieces/<uuid:piece_id>/<slug:act>/", story.story_piece, name="story-piece"),
]
