"""Which tests run in one process: those that share what is dear to prepare. All others go to whoever is free.

xdist's own mark for it (`xdist_group`) has no effect with this pytest, which no longer reads the name that the mark
changes; the hook of its schedulers has.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

WHOLE = ("tests/desk/test_reports_totals.py", "tests/kit/test_production.py", "tests/website/test_demo.py")
"""Files whose tests read one thing that was made once: a report, a portal in production, the planted demonstration."""
LONG = ("tests/website/test_demo_launcher.py", "tests/browser/test_no_barriers.py", "tests/finance/test_kills.py")
"""Files with tests of half a minute: begun first, for one that begins last leaves the other cores idle."""
BY_PARAMETER = "tests/access/test_routes.py"
"""Its tests ask the same actors at the address in brackets, and keep what was answered."""


class Together(LoadScopeScheduling):
    """Hands out single tests, but for those."""

    def _split_scope(self, nodeid: str) -> str:
        path, _sign, test = nodeid.partition("::")
        if path in WHOLE:
            return path
        if path == BY_PARAMETER and test.endswith("]"):
            return f"{path}[{test.partition('[')[2]}"
        return nodeid


def long_ones_first(items: list[pytest.Item]) -> None:
    """The order in which single tests are handed out."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
