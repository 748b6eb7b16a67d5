from django.urls import URLPattern

app_name = "members_bare"
urlpatterns: list[URLPattern] = []
