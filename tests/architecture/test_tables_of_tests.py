"""Each fault and each trap that a table names is held by tests that exist."""

import re
from pathlib import Path

import pytest

from tests.faults import FAULTS
from tests.traps import TRAPS


def test_all_eighteen_faults_are_there():
    assert list(FAULTS) == list(range(1, 19))


@pytest.mark.parametrize(
    "name", sorted({name for table in (FAULTS, TRAPS) for _words, tests in table.values() for name in tests})
)
def test_a_named_test_exists(name):
    path, *_place, function = name.split("::")

    assert re.search(rf"^ *def {function}\(", Path(path).read_text(encoding="utf-8"), re.MULTILINE)
