"""The room's addresses: an adult's own pages, and those of the class and its pupils."""

from members.urls_adults import adult_urls
from members.urls_pupils import pupil_urls

app_name = "members"
urlpatterns = [*adult_urls, *pupil_urls]
