"""The association names its kinds of projects, keeps its skills, and says how many parents sign."""

import pytest
from django.urls import reverse

from projects.errors import PlanRefused
from projects.kinds import kinds_of, proposed
from projects.models import ProjectRules, Skill
from projects.services.kinds import add_kind, raise_kind, retire_kind, write_kind


@pytest.fixture
def by(world):
    return world.actor(world.martine)


def test_a_kind_is_renamed_and_the_others_stay(world, by):
    write_kind(world.federation, key="sport", label_fr="sport et plein air", label_en="outdoors", icon="bus", by=by)

    kinds = kinds_of(world.federation.pk)
    assert (kinds["sport"].label, kinds["sport"].icon, len(kinds)) == ("sport et plein air", "bus", 6)
    with pytest.raises(PlanRefused):
        write_kind(world.federation, key="other", label_fr="culture", label_en="culture", icon="star", by=by)


def test_a_kind_of_one_s_own_is_added_once_raised_and_retired(world, by):
    for _ in range(2):
        added = add_kind(world.federation, label_fr="Cinéma", label_en="Film", icon="camera", by=by)
    raise_kind(world.federation, key=added.key, by=by)
    raised = list(kinds_of(world.federation.pk))
    retire_kind(world.federation, key=added.key, by=by)

    assert raised[-2:] == ["cinema", "other"]
    assert "cinema" not in [kind.key for kind in proposed(kinds_of(world.federation.pk))]


def test_the_last_kind_is_not_retired(world, by):
    *others, last = kinds_of(world.federation.pk)
    for key in others:
        retire_kind(world.federation, key=key, by=by)

    with pytest.raises(PlanRefused):
        retire_kind(world.federation, key=last, by=by)


def test_the_pages_keep_a_kind_a_skill_and_the_rule(world):
    client = world.client(world.martine)
    sport = reverse("desk:project-kind", args=["sport"])
    client.post(sport, {"label_fr": "plein air", "label_en": "", "icon": "bus"})
    refused = kinds_of(world.federation.pk)["sport"].label_fr
    client.post(
        reverse("desk:project-kind", args=["sport"]), {"label_fr": "plein air", "label_en": "out", "icon": "bus"}
    )
    client.post(reverse("desk:skill-add"), {"words_fr": "Semer", "cycle": "2"})
    client.post(reverse("desk:project-rules"), {"one_parent_is_enough": "on"})
    skill = Skill.objects.get(federation=world.federation)
    client.post(reverse("desk:skill", args=[skill.pk]), {"words_fr": "Semer, récolter", "cycle": ""})
    client.post(reverse("desk:skill-act", args=[skill.pk]))

    skill.refresh_from_db()
    assert (refused, kinds_of(world.federation.pk)["sport"].label_fr) == ("sport", "plein air")
    assert (skill.words_fr, skill.cycle, skill.retired) == ("Semer, récolter", None, True)
    assert ProjectRules.objects.get(federation=world.federation).one_parent_is_enough
    assert client.get(reverse("desk:projects")).status_code == 200


def test_the_reader_of_the_association_changes_nothing(world):
    assert world.client(world.rita).post(reverse("desk:project-rules"), {}).status_code == 403
