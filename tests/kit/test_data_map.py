"""The map of the data is whole: no table, no link to a person, no text is missing, and each duration is applied."""

from collections.abc import Iterator
from importlib import import_module

from django.db import models
from procrastinate.contrib.django import app

from occe.kit import data_map
from occe.kit.data_map import Whom, all_held, measures, undeclared, unknown


def thing(name: str):
    """What a dotted name stands for: a module, or something inside one. Raises when it is not there."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part)
        return found
    raise ModuleNotFoundError(name)


def test_every_table_and_every_field_that_could_tell_of_somebody_is_declared():
    assert undeclared() == []


def test_nothing_is_declared_that_does_not_exist():
    assert unknown() == []


def test_a_new_text_or_a_new_link_to_a_person_would_be_found(monkeypatch):
    """The test above is worth something: take a line of the map away, and it names what is missing."""
    monkeypatch.setattr(data_map._registry, "plain", {})
    monkeypatch.setattr(data_map._registry, "held", [one for one in all_held() if "members.Signal" not in one.fields])

    missing = undeclared()

    assert {"finance.Account", "members.Signal"} <= set(missing)
    assert "councils.Decision.text" in missing


def doors() -> Iterator[str]:
    for one in all_held():
        yield from one.kept.doors


def test_each_duration_says_what_applies_it_or_why_it_stays():
    assert [str(one.what) for one in all_held() if bool(one.kept.doors) == one.kept.stays] == []


def test_each_door_exists_and_each_job_of_the_night_is_run_by_the_worker():
    jobs = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}

    found = {name: thing(name) for name in set(doors())}

    assert all(callable(one) for one in found.values())
    assert {name for name in found if ".tasks." in name} <= jobs


def test_each_measure_stands_in_the_code():
    declared = list(data_map._registry.measures)

    assert len(declared) > 20
    assert all(thing(one.held_by) for one in declared)


def test_each_risk_of_the_analysis_has_its_measures():
    from desk.data_protection.documents import RISKS

    risks = {key for key, _title, _story in RISKS}

    assert {one.risk for one in data_map._registry.measures} == risks
    assert all(measures(key) for key in risks)


def test_nothing_of_a_child_is_in_a_history_table():
    children = [one for one in all_held() if one.whom is Whom.CHILD]

    assert children
    assert [one.in_history for one in children if one.in_history] == []


def test_everything_that_names_a_child_by_its_row_is_told_as_a_childs():
    """A link to a pupil that a room declared as an adult's would be left out of the parents' letter."""
    links = {
        f"{model._meta.label}.{field.name}"
        for model in data_map.all_models()
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.related_model._meta.label == "members.Pupil"
        and not model._meta.auto_created
    }
    told = {
        f"{name}.{one}"
        for held in all_held()
        if held.whom is Whom.CHILD
        for name, ones in held.fields.items()
        for one in ones
    }

    assert links - told == set()
