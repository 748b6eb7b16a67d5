"""Every form that a browser sends carries its key: a part that is drawn apart (`only`) is given it by name."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).parents[2] / "templates"
INCLUDE = re.compile(r'{%\s*include\s+"([^"]+)"(.*?)%}', re.DOTALL)
KEY = "csrf_token=csrf_token"


def sources() -> dict[str, str]:
    return {str(path.relative_to(TEMPLATES)): path.read_text() for path in TEMPLATES.rglob("*.html")}


def test_a_part_with_a_form_that_is_drawn_apart_is_given_the_key_of_the_form():
    texts = sources()
    needing = {name for name, text in texts.items() if "{% csrf_token %}" in text}
    while more := {
        name
        for name, text in texts.items()
        if name not in needing and any(part in needing for part, _how in INCLUDE.findall(text))
    }:
        needing |= more

    without = [
        (name, part)
        for name, text in texts.items()
        for part, how in INCLUDE.findall(text)
        if part in needing and how.split()[-1:] == ["only"] and KEY not in how
    ]

    assert without == []
