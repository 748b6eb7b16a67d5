"""What one migration makes, told to Django at once: `migrate` from nothing takes a third of the time."""

from django.db.migrations.operations.base import Operation


class Tables(Operation):
    """The tables of a migration.

    After each operation Django draws all related models anew, here nearly two hundred, and that is most of the time of
    a migration. These are drawn once, when all of them are told. They are made in the order in which they stand.
    """

    def __init__(self, *operations: Operation) -> None:
        self.operations = operations

    def deconstruct(self):
        return (type(self).__qualname__, list(self.operations), {})

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # what was drawn; drawn again when it is next asked for
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "; ".join(operation.describe() for operation in self.operations)
