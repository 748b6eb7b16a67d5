from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "occe.kit"
    label = "kit"
