"""The association names its kinds of projects; what a project kept still has its words."""

from django.urls import reverse
from django.utils.translation import override

from projects.kinds import STANDARD_KEYS, kinds_of, proposed
from projects.models import ProjectKind, Skill
from projects.services.skills import add_skill, give_standard_skills, retire_skill
from tests.projects.rows import make_project


def test_an_association_begins_with_the_six_given_kinds_in_both_languages(world):
    kinds = kinds_of(world.federation.pk)

    assert tuple(kinds) == STANDARD_KEYS
    assert kinds["environment"].label == "environnement"
    with override("en"):
        assert kinds["environment"].label == "environment"


def test_the_association_s_words_overlay_the_given_ones_and_a_retired_kind_keeps_its_label(world):
    ProjectKind.objects.create(
        federation=world.federation, key="sport", label_fr="sport et plein air", label_en="sport and outdoors",
        retired=True, position=40,
    )  # fmt: skip

    kinds = kinds_of(world.federation.pk)

    assert kinds["sport"].label == "sport et plein air"
    assert "sport" not in [kind.key for kind in proposed(kinds)]
    assert "sport" in [kind.key for kind in proposed(kinds, keep="sport")]


def test_a_project_s_page_says_the_kind_as_the_association_names_it(world):
    ProjectKind.objects.create(
        federation=world.federation, key="environment", label_fr="nature", label_en="nature", position=20
    )
    make_project(world.cooperative)

    page = world.client(world.claire).get(reverse("projects:list", kwargs={"id": world.cooperative.public_id}))

    assert "Nature" in page.content.decode()


def test_the_standard_skills_are_given_once(world):
    by = world.actor(world.martine)

    first, second = (give_standard_skills(world.federation, by=by) for _ in range(2))

    assert first == Skill.objects.filter(federation=world.federation).count() > 20
    assert second == 0


def test_a_retired_skill_is_proposed_again_by_the_same_words(world):
    by = world.actor(world.martine)
    skill = retire_skill(add_skill(world.federation, words_fr="Semer  et récolter", cycle=2, by=by), by=by)

    again = add_skill(world.federation, words_fr="Semer et récolter", cycle=2, by=by)

    assert (again.pk, skill.retired, again.retired) == (skill.pk, True, False)
