from django.urls import URLPattern

app_name = "cooperatives_bare"
urlpatterns: list[URLPattern] = []
