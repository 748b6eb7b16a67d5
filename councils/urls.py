from django.urls import path

from councils import views

app_name = "councils"
urlpatterns = [
    path("cooperatives/<uuid:id>/council/", views.home, name="home"),
    path("cooperatives/<uuid:id>/council/decisions/new/", views.decision_new, name="decision-new"),
]
