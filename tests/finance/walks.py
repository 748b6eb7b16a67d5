"""Random walks through the money: how a machine begins and ends, and how it is run."""

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test


class UndoneWalk(RuleBasedStateMachine):
    """A machine each of whose walks is undone: the ledger refuses to be emptied. `world` is the cast of the test."""

    world = None

    def __init__(self):
        super().__init__()
        self.walk = transaction.atomic()
        self.walk.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.walk.__exit__(None, None, None)


def run(machine: type[UndoneWalk], *, walks: int, steps: int, phases: tuple[Phase, ...] = tuple(Phase)) -> None:
    """So many walks of so many steps, the same ones each time."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=walks,
            stateful_step_count=steps,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=phases,
        ),
    )
