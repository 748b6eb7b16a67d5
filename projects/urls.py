from django.urls import path

from projects import views

app_name = "projects"
urlpatterns = [
    path("cooperatives/<uuid:id>/projects/", views.project_list, name="list"),
    path("cooperatives/<uuid:id>/projects/new/", views.project_new, name="new"),
    path("cooperatives/<uuid:id>/projects/<uuid:project_id>/", views.project_detail, name="detail"),
]
