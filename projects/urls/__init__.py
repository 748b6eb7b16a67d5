from projects.urls.consent import consent_urls
from projects.urls.journal import journal_urls
from projects.urls.life import life_urls
from projects.urls.plan import plan_urls
from projects.urls.reflection import reflection_urls
from projects.urls.reports import report_urls
from projects.urls.story import story_urls
from projects.urls.tasks import task_urls

app_name = "projects"
urlpatterns = [
    *life_urls,
    *consent_urls,
    *journal_urls,
    *reflection_urls,
    *plan_urls,
    *task_urls,
    *report_urls,
    *story_urls,
]
