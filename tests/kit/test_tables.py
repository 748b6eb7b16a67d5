"""Tables that a migration tells together."""

from django.db import migrations, models
from django.db.migrations.state import ProjectState

from occe.kit.tables import Tables


def table(name, to):
    fields = [("id", models.BigAutoField(primary_key=True)), ("to", models.ForeignKey(to, models.PROTECT))]
    return migrations.CreateModel(name, fields)


def test_what_was_drawn_before_is_drawn_again_with_the_tables_that_are_told_together():
    state = ProjectState()
    table("School", "rooms.school").state_forwards("rooms", state)
    assert [model.__name__ for model in state.apps.get_models()] == ["School"]

    Tables(table("Pupil", "rooms.classroom"), table("Classroom", "rooms.school")).state_forwards("rooms", state)

    drawn = state.apps
    assert {model.__name__ for model in drawn.get_models()} == {"School", "Pupil", "Classroom"}
    assert drawn.get_model("rooms", "Pupil")._meta.get_field("to").related_model is drawn.get_model(
        "rooms", "Classroom"
    )
