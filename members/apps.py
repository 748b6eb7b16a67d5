from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"

    def ready(self) -> None:
        from members.friday import register_line
        from members.opening import open_class_line

        register_line(open_class_line, order=0)
