"""The page of a decision costs the same, whatever happened to it."""

from datetime import date
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils.models import Council
from councils.services.councils import open_councils
from councils.services.decisions import record_decision
from councils.services.follow_ups import follow_up
from projects.services.life import start_project
from tests.finance.ledger import entrust, sent_by


def test_the_thread_costs_the_same_for_one_and_for_many(world):
    ledger = entrust(world)
    by = world.actor(world.claire)
    open_councils([world.cooperative], world.year, by=by)
    council = Council.objects.get(classroom=world.classroom)
    decision = record_decision(council, text="Graines et terre.", on=date(2025, 9, 18), by=by, amount=Decimal(45))
    client, address = world.client(world.claire), decision.get_absolute_url()

    def happens(number: int) -> None:
        ledger.spend("1.40", decision=decision)
        sent_by(world.lina, world, decision=decision, amount=Decimal(number))
        start_project(decision, title=f"Projet {number}", kind="other", by=by)
        follow_up(decision, state="begun", words=f"Encore {number}.", by=by)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    happens(1)
    client.get(address)  # the first page of a session is written down as such
    one = cost()
    for number in range(2, 9):
        happens(number)

    assert cost() == one
