"""Each of the eighteen faults is injected by tests that exist."""

import re
from pathlib import Path

import pytest

from tests.faults import FAULTS


def test_all_eighteen_are_there():
    assert list(FAULTS) == list(range(1, 19))


@pytest.mark.parametrize("name", sorted({name for _fault, tests in FAULTS.values() for name in tests}))
def test_a_named_test_exists(name):
    path, *_place, function = name.split("::")

    assert re.search(rf"^ *def {function}\(", Path(path).read_text(encoding="utf-8"), re.MULTILINE)
