"""What several tests of the projects begin with."""

import pytest

from occe.kit.actors import PupilActor
from projects.services import journal
from tests.projects.rows import make_project


@pytest.fixture
def telling(world):
    """A project of Claire's class, its page begun by Lina, and Claire and Lina as actors."""
    world.project = make_project(world.cooperative, classrooms=[world.classroom])
    world.by = world.actor(world.claire)
    world.child = PupilActor(world.lina.pk, 0, world.classroom.pk, world.cooperative.pk, world.federation.pk)
    world.page = journal.begin_entry(world.project, classroom=world.classroom, title="La haie", by=world.child)
    return world
