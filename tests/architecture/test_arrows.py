"""What a newcomer may rely on: arrows go one way, doors are the only way in, pages hold no inline code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

CHECKOUT = settings.CHECKOUT
ORDER = ["kit", *settings.ROOMS]
# Written only by services, through one door each; the value names the modules that hold the doors.
DOORS = {
    "Entry": "finance/services",
    "EntryLine": "finance/services",
    "Book": "finance/services",
    "ExpenseClaim": "finance/services",
    "DepositSlip": "finance/services",
    "BankStatement": "finance/services",
    "BankTransaction": "finance/services",
    "BankMatch": "finance/services",
    "Reconciliation": "finance/services",
    "BankRule": "finance/services",
    "Registration": "cooperatives/services",
    "Cooperative": "cooperatives/services",
    "Mandate": "cooperatives/services",
    "StaffRole": "desk/services",
    "Pupil": "members/services",
    "Enrolment": "members/services",
    "ClassSession": "members/services",
    "Council": "councils/services",
    "Slip": "councils/services",
    "Unsealing": "councils/services",
    "AgendaItem": "councils/services",
    "Decision": "councils/services",
    "FollowUp": "councils/services",
}
WRITES = r"(?:create|get_or_create|update_or_create|bulk_create|bulk_update)\("
# Invented departments are raised by services where they exist, and by rows elsewhere.
BUILDERS = ("website/demo/", "website/bench/", "website/scale/")


def sources() -> Iterator[Path]:
    for room in settings.ROOMS:
        for path in (CHECKOUT / room).rglob("*.py"):
            if "migrations" not in path.parts:
                yield path


def test_foreign_keys_follow_the_arrows():
    wrong = []
    for model in apps.get_models():
        room = model._meta.app_label
        if room not in ORDER:
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not field.concrete or target is None or target is apps.get_model(settings.AUTH_USER_MODEL):
                continue
            other = target._meta.app_label
            if other in ORDER and ORDER.index(other) > ORDER.index(room):
                wrong.append(f"{model.__name__}.{field.name} -> {other}")

    assert wrong == []


@pytest.mark.parametrize("model", DOORS)
def test_a_model_with_a_door_is_written_only_behind_it(model):
    pattern = re.compile(rf"\b{model}\.objects\b[^\n]*\.{WRITES}|\b{model}\.objects\.{WRITES}")
    outside = [
        str(path.relative_to(CHECKOUT))
        for path in sources()
        if not str(path.relative_to(CHECKOUT)).startswith((DOORS[model], *BUILDERS))
        and pattern.search(path.read_text())
    ]

    assert outside == []


def test_no_room_is_called_utils():
    nameless = {"utils.py", "helpers.py", "common.py", "misc.py", "managers.py"}

    assert [str(path) for path in sources() if path.name in nameless] == []


def test_files_stay_small_enough_to_read_in_one_go():
    long = {str(p.relative_to(CHECKOUT)): n for p in sources() if (n := len(p.read_text().splitlines())) > 400}

    assert long == {}


def test_every_public_service_says_what_it_does():
    silent = []
    for path in sources():
        if not {"services", "permissions", "queries"} & {*path.parent.parts, path.stem}:
            continue
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node):
                silent.append(f"{path.relative_to(CHECKOUT)}:{node.name}")

    assert silent == []


def test_templates_hold_no_inline_style_script_or_handler():
    forbidden = re.compile(r"""\sstyle=["']|\son\w+=["']|<script(?![^>]*\bsrc=)(?![^>]*json)|<style""")
    exempt = ("pdf", "emails", "email")
    wrong = [
        str(path.relative_to(CHECKOUT))
        for path in (CHECKOUT / "templates").rglob("*.html")
        if not set(exempt) & set(path.parts) and forbidden.search(path.read_text())
    ]

    assert wrong == []


def test_migrations_can_be_taken_back():
    migrations = MigrationLoader(None).disk_migrations
    one_way = [
        f"{room}.{name}: {operation.describe()}"
        for (room, name), migration in migrations.items()
        if room in ORDER
        for operation in migration.operations
        if not operation.reversible
    ]

    assert one_way == []
