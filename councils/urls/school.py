"""The council of the school."""

from django.urls import path

from councils.views import school

SCHOOL = "cooperatives/<uuid:id>/council/school"

school_urls = [
    path(f"{SCHOOL}/", school.school, name="school"),
    path(f"{SCHOOL}/<uuid:item_id>/", school.mandate, name="school-mandate"),
]
