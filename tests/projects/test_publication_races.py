"""Two adults at once: what one publishes, another does not add to without the three questions."""

import threading

import pytest
from django.db import OperationalError, connection, connections, transaction

from projects.services import publication
from tests.projects.rows import make_entry, make_project, make_text

NOBODY = {"by_words": "nobody", "by_pictures": "nobody", "by_place": "known"}


def _has_to_wait(act) -> bool:
    """Whether the act, in a thread and a transaction of its own, has to wait for a row that another holds."""
    waits = []

    def run() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '100ms'")
            act()
            waits.append(False)
        except OperationalError:
            waits.append(True)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return waits[0]


@pytest.mark.parametrize("act", ["choose", "cover", "write"])
def test_a_story_that_is_being_published_takes_nothing_in_until_it_is(real_world, act):
    world = real_world
    project = make_project(world.cooperative, classrooms=[world.classroom], state="finished", story="On a semé.")
    text = make_text(make_entry(project, world.classroom))
    by = world.actor(world.claire)
    acts = {
        "choose": lambda: publication.choose_piece(text, in_story=True, by=by),
        "cover": lambda: publication.set_cover(project, None, by=by),
        "write": lambda: publication.write_story(project, by=by, story="On a semé et récolté."),
    }

    with transaction.atomic():
        publication.publish_story(project, by=by, **NOBODY)
        waited = _has_to_wait(acts[act])

    assert waited
