from councils.urls.decisions import decision_urls

app_name = "councils"
urlpatterns = [
    *decision_urls,
]
