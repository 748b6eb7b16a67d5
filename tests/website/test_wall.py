"""The wall of published projects: its filters, and its search in French."""

import pytest
from django.db import connection

from cooperatives.models import School
from occe.kit.folded import fold
from projects.models import Project
from tests.website.rows import ENDED, TODAY, last_year, make_project, this_year

LETTERS = [
    "L’Œuvre de l’École", "Ça brûle\u00a0!", "naïve", "Noël à l’étang", "ÉTÉ", "Straße", "Łódź", "smørrebrød",
    "½ tasse", "n°\u00a018", "arc-en-ciel", "« bonjour »", "co\u00adopérative", "x²", "20\u00a0€", "ﬁn", "ΑΒΓ Ωμέγα",
    "Ѐлка", "☀️soleil", "a\u200bb", "_under_", "‘q’…", "Đorđe", "İstanbul", "ʻokina", "Saint-Flour", "Chaudes-Aigues",
    "Pleaux", "Vic-sur-Cère", "100 %", "日本",
]  # fmt: skip
PLURALS = [
    "école/écoles", "cheval/chevaux", "journal/journaux", "gâteau/gâteaux", "caillou/cailloux", "oiseau/oiseaux",
    "animal/animaux", "fête/fêtes", "élève/élèves", "journée/journées", "papillon/papillons", "hibou/hiboux",
    "forêt/forêts", "jeu/jeux", "château/châteaux", "vélo/vélos", "conte/contes", "potager/potagers", "idée/idées",
    "musée/musées", "bourrée/bourrées", "travail/travaux", "vitrail/vitraux", "œuf/œufs", "radio/radios", "ami/amis",
    "nichoir/nichoirs", "atelier/ateliers",
]  # fmt: skip


def asked_of_the_database(function: str, words: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function} FROM unnest(%s::text[]) WITH ORDINALITY AS t (word, n) ORDER BY n", [words])
        return [found for (found,) in cursor.fetchall()]


@pytest.mark.django_db
def test_the_database_folds_words_as_the_portal_does():
    assert asked_of_the_database("public.occe_folded(word)", LETTERS) == [fold(word) for word in LETTERS]


@pytest.mark.django_db
def test_one_and_several_are_the_same_word():
    stem = "strip(to_tsvector('pg_catalog.french', public.projects_plain(word)))::text"
    ones, manies = zip(*(pair.split("/") for pair in PLURALS), strict=True)

    assert asked_of_the_database(stem, list(ones)) == asked_of_the_database(stem, list(manies))


@pytest.fixture
def wall(world) -> dict[str, Project]:
    """Four published projects of two places and three years of classes, and one that is not published."""
    assert world.classroom.cooperative == world.cooperative  # made first, with its year
    year, before = this_year(world.federation), last_year(world.federation)
    School.objects.filter(pk=world.other_cooperative.school_id).update(name="École du Lac", commune="Murat")
    told = {
        "garden": make_project(world.cooperative, "Un jardin pour les papillons", summary="", launched=year.starts),
        "stone": make_project(world.cooperative, "La soupe au caillou", summary="", story="On partage un jardin.",
                              kind="social_life", launched=ENDED),
        "tale": make_project(world.other_cooperative, "Contes de l’été", summary="", story="On lit.", kind="culture"),
        "sound": make_project(world.other_cooperative, "Une radio dans le couloir", summary="", story="On parle.",
                              kind="culture"),
    }  # fmt: skip
    make_project(world.cooperative, "Des papillons cachés", published_at=None)
    told["garden"].classrooms.add(world.classroom)
    assert before.starts < year.starts <= TODAY
    return told


def found(world, query: str) -> list[str]:
    asked = dict(one.split("=", 1) for one in query.split("&")) if query else {}
    return [project.title for project in world.client().get("/fr/projects/", asked).context["projects"]]


SEARCHES = {
    "papillon": ["garden"],
    "CAILLOUX": ["stone"],
    "ete": ["tale"],
    "l'été": ["tale"],
    "radios murat": ["sound"],
    "ecole du lac": ["sound", "tale"],
    "jardins": ["garden", "stone"],
    "jardin -soupe": ["garden"],
    '"soupe au caillou"': ["stone"],
    '"caillou soupe"': [],
    "papillon fusée": [],
    "le la": [],
    "les papillons": ["garden"],
    "conte à cet été": ["tale"],
}


def test_a_search_finds_words_school_and_commune_whatever_accents_and_plurals(world, wall):
    read = {words: found(world, f"q={words}") for words in SEARCHES}

    assert read == {words: [wall[name].title for name in names] for words, names in SEARCHES.items()}


def test_no_sign_breaks_the_search(world, wall):
    for words in ["'", '"', "-", "& | !", ":*", "%27;--", "\0", "\\", '"-"', "<->", "jardin -'"]:
        assert world.client().get("/fr/projects/", {"q": words}).status_code == 200


def test_words_that_are_never_together_are_offered_one_by_one(world, wall):
    page = world.client().get("/fr/projects/?q=papillon radio fusée")

    assert [one.value for one in page.context["words_alone"]] == ["papillon", "radio"]
    assert "mais pas ensemble" in page.content.decode()


def test_a_word_that_no_project_has_is_answered_kindly(world, wall):
    page = world.client().get("/fr/projects/?q=<b>fusée").content.decode()

    assert "Aucun projet publié ne parle de «\u00a0&lt;b&gt;fusée\u00a0»" in page
    assert "pluriels" in page


@pytest.mark.parametrize("words", ["le la les", "à", '"le la"', "-les"])
def test_little_words_alone_are_answered_with_what_to_type_instead(world, wall, words):
    page = world.client().get("/fr/projects/", {"q": words})

    assert page.context["projects"].paginator.count == 0
    assert "Cherchez plutôt un nom" in page.content.decode()


def test_the_filters_hold_what_the_published_projects_have(world, wall):
    filters = world.client().get("/fr/projects/").context["filters"]

    assert [one.value for one in filters.kinds] == ["culture", "environment", "social_life"]
    assert [one.value for one in filters.places] == ["Murat", "Polminhac"]
    assert set(world.classroom.levels) <= {one.value for one in filters.levels}
    assert len(filters.years) == 2


def test_a_project_is_found_by_the_level_of_the_classes_that_take_part(world, wall):
    [level, *_more] = world.classroom.levels

    # The soup is the whole school's, which has this class; the radio's school has none.
    assert found(world, f"level={level}&place=Polminhac") == [wall["stone"].title, wall["garden"].title]
    assert found(world, "level=3e") == found(world, "")


def test_choices_add_up_and_each_is_taken_back_by_its_own_link(world, wall):
    page = world.client().get("/fr/projects/?q=jardin&kind=environment&place=Polminhac")

    assert [project.title for project in page.context["projects"]] == [wall["garden"].title]
    assert [(one.filter, one.query) for one in page.context["filters"].chosen] == [
        ("q", "?kind=environment&place=Polminhac"),
        ("place", "?q=jardin&kind=environment"),
    ]


def test_a_school_that_changes_its_name_is_found_by_the_new_one(world, wall):
    School.objects.filter(pk=world.cooperative.school_id).update(name="École Jean-Baptiste-Rames")

    assert found(world, "q=rames") == [wall["stone"].title, wall["garden"].title]


def test_what_is_withdrawn_is_not_found_any_more(world, wall):
    assert found(world, "q=papillon") == [wall["garden"].title]

    Project.objects.filter(pk=wall["garden"].pk).update(published_at=None)

    assert found(world, "q=papillon") == []
