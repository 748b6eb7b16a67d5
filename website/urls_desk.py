from django.urls import URLPattern

app_name = "website_desk"
urlpatterns: list[URLPattern] = []
