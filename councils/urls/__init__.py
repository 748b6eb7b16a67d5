from councils.urls.adults import adult_urls
from councils.urls.ballots import ballot_urls
from councils.urls.box import box_urls
from councils.urls.decisions import decision_urls
from councils.urls.helping import help_urls
from councils.urls.minutes import minutes_urls
from councils.urls.pebbles import pebble_urls
from councils.urls.rules import rule_urls
from councils.urls.school import school_urls
from councils.urls.sitting import sitting_urls

app_name = "councils"
urlpatterns = [
    *decision_urls,
    *ballot_urls,
    *minutes_urls,
    *adult_urls,
    *box_urls,
    *rule_urls,
    *pebble_urls,
    *school_urls,
    *help_urls,
    *sitting_urls,
]
