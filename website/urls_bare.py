from django.urls import URLPattern

app_name = "website_bare"
urlpatterns: list[URLPattern] = []
