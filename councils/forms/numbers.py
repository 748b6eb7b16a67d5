"""One sentence for a number that is missing, too large, too small or none: it says what fits."""

from typing import Any


def says(sentence: Any) -> dict[str, Any]:
    """The `error_messages` of a field of numbers."""
    return dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)
