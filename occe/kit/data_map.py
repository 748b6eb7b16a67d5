"""What the portal holds about people: each room declares it, the file for the data officer tells it.

A room's `data_map.py` says what is held (`hold`), about whom, what for, for how long and by which door it goes; and
which tables hold nothing about anybody (`nothing`). A test reads every model of the portal: a table, a link to a person
or a text that is declared nowhere fails it, and so does a door that is not there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Whom(Enum):
    """Whom something is about."""

    CHILD = _("enfants")
    ADULT = _("adultes qui ont un compte")
    OUTSIDER = _("adultes sans compte")


class Basis(Enum):
    """Why the law allows it (GDPR, article 6)."""

    MANDATE = _("l’adhésion à l’association et le mandat, acceptés (article 6.1.b)")
    LAW = _("une obligation légale, les comptes d’une association (article 6.1.c)")
    PUBLIC_TASK = _("la mission d’intérêt public de l’enseignement, en classe (article 6.1.e)")
    INTEREST = _("l’intérêt légitime de l’association à faire vivre la coopérative (article 6.1.f)")
    SAFETY = _("l’intérêt légitime à protéger le portail et ceux qui s’en servent (article 6.1.f)")
    CONSENT = _("l’autorisation écrite des deux parents, et celle de l’enfant (article 6.1.a)")


@dataclass(frozen=True, slots=True)
class Purpose:
    """A use that is made of data: one sheet of the register. `readers` are those who can see it."""

    key: str
    title: Words
    why: Words
    bases: tuple[Basis, ...]
    readers: Words
    order: int


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long, in words, and the dotted names of what erases it: jobs of the night (`….tasks.…`), or somebody's act.

    `stays` is said of what nothing erases: the words tell why.
    """

    words: Words
    doors: tuple[str, ...] = ()
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """Something that is held: the fields of some tables (`{"members.Pupil": ("first_name",)}`), told in words."""

    what: Words
    whom: Whom
    purpose: Purpose
    kept: Keeping
    fields: Mapping[str, tuple[str, ...]]

    @property
    def in_history(self) -> list[str]:
        """Those of its fields that a history table copies, as the models themselves say."""
        tracked = tracked_fields()
        return [f"{name}.{one}" for name, ones in self.fields.items() for one in ones if one in tracked.get(name, ())]


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that protects people, against a risk (`risk` is a key of the impact analysis), and where it stands."""

    risk: str
    words: Words
    held_by: str
    """The dotted name of the function, class, constraint's model or setting that holds it."""


@dataclass(slots=True)
class _Registry:
    held: list[Held] = field(default_factory=list)
    plain: dict[str, set[str]] = field(default_factory=dict)
    measures: list[Measure] = field(default_factory=list)


_registry = _Registry()


def hold(what: Words, whom: Whom, purpose: Purpose, kept: Keeping, fields: Mapping[str, str]) -> None:
    """Declare something that is held: `fields` names tables, with their fields parted by spaces."""
    split = {name: tuple(names.split()) for name, names in fields.items()}
    _registry.held.append(Held(what, whom, purpose, kept, split))


def nothing(fields: Mapping[str, str]) -> None:
    """Declare what is about nobody: the texts of these tables, by their names. A table without any has ""."""
    for name, names in fields.items():
        _registry.plain.setdefault(name, set()).update(names.split())


def measure(risk: str, words: Words, held_by: str) -> None:
    """Declare what the portal does against a risk, with the dotted name of what does it."""
    _registry.measures.append(Measure(risk, words, held_by))


def all_held() -> list[Held]:
    """Everything that was declared, purpose by purpose, children first."""
    order = list(Whom)
    return sorted(_registry.held, key=lambda one: (one.purpose.order, order.index(one.whom)))


def purposes() -> list[Purpose]:
    """The uses, in their order."""
    found = {one.purpose.key: one.purpose for one in all_held()}
    return list(found.values())


def measures(risk: str) -> list[Measure]:
    """What stands against a risk."""
    return [one for one in _registry.measures if one.risk == risk]


# --- what a test asks ------------------------------------------------------------------------------------------------


def all_models() -> Iterator[type[models.Model]]:
    """Every table of the database, without the history's own: those follow from the tables that they copy.

    The queue's tables are real, though Django does not manage them.
    """
    for model in apps.get_models(include_auto_created=True):
        stands = model._meta.managed or model._meta.app_label == "procrastinate"
        if stands and not model._meta.proxy and not hasattr(model, "pgh_tracked_model"):
            yield model


def tracked_fields() -> dict[str, set[str]]:
    """The fields that a history table copies, by the table that they are copied from."""
    found: dict[str, set[str]] = {}
    for model in apps.get_models():
        source = getattr(model, "pgh_tracked_model", None)
        if source is not None:
            names = {one.name for one in model._meta.fields if not one.name.startswith("pgh_")}
            found.setdefault(source._meta.label, set()).update(names)
    return found


def undeclared() -> list[str]:
    """`label` of each table that no room declared, `label.field` of each link to a person and of each text."""
    held: dict[str, set[str]] = {}
    for one in _registry.held:
        for name, names in one.fields.items():
            held.setdefault(name, set()).update(names)
    missing = []
    for model in all_models():
        label = model._meta.label
        if label not in held and label not in _registry.plain:
            missing.append(label)
            continue
        told = held.get(label, set()) | _registry.plain.get(label, set())
        missing += [f"{label}.{one.name}" for one in _telling(model) if one.name not in told]
    return missing


def unknown() -> list[str]:
    """What is declared and does not exist: a table or a field that was renamed or taken away."""
    declared = [(name, one) for held in _registry.held for name, ones in held.fields.items() for one in ones]
    declared += [(name, one) for name, ones in _registry.plain.items() for one in ones]
    standing = {model._meta.label: {one.name for one in _fields(model)} for model in all_models()}
    lost = [f"{name}.{one}" for name, one in declared if one not in standing.get(name, ())]
    return sorted({*lost, *(name for name in _registry.plain if name not in standing)})


PEOPLE = ("members.User", "members.Pupil", "cooperatives.GuestLink", "cooperatives.StoredFile", "finance.Reviewer")
"""What a link leads to somebody, or to a paper on which somebody may stand."""
_TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField, models.GenericIPAddressField)


def _telling(model: type[models.Model]) -> Iterator[models.Field]:
    """The fields that could tell of somebody: links to people, and texts that are no choice of a list."""
    for one in _fields(model):
        if one.is_relation:
            if one.related_model is not None and one.related_model._meta.label in PEOPLE:
                yield one
        elif not one.choices and (isinstance(one, _TEXTS) or one.get_internal_type() == "ArrayField"):
            yield one


def _fields(model: type[models.Model]) -> list[Any]:
    return [*model._meta.concrete_fields, *model._meta.many_to_many]
