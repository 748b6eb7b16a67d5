"""Words between quotation marks, in the language of the page."""

import pytest
from django.template import engines
from django.utils import translation


@pytest.mark.parametrize(
    ("language", "shown"), [("fr", "«\u00a0On achète des graines.\u00a0»"), ("en", "“On achète des graines.”")]
)
def test_words_stand_between_the_marks_of_the_language(language, shown):
    with translation.override(language):
        assert _render("{{ words|quoted }}", "On achète des graines.") == shown


def test_no_words_give_no_marks():
    assert _render("{{ words|quoted }}", "") == ""


def test_what_was_typed_is_escaped_once_and_what_is_safe_stays():
    with translation.override("fr"):
        assert _render("{{ words|quoted }}", "a < b") == "«\u00a0a &lt; b\u00a0»"
        assert _render("{{ words|linebreaksbr|quoted }}", "a <\nb") == "«\u00a0a &lt;<br>b\u00a0»"


def _render(source: str, words: str) -> str:
    return engines["django"].from_string(source).render({"words": words})


def test_no_line_of_somebody_s_words_begins_with_a_sign():
    assert _render("{{ words|held }}", "À 82 degrés ? Pour 45 €, oui : 3 % < 4") == (
        "À 82 degrés\u00a0? Pour 45\u00a0€, oui\u00a0: 3\u00a0% &lt; 4"
    )
    with translation.override("en"):
        assert _render("{{ words|quoted }}", "On achète pour 45 € !") == "“On achète pour 45\u00a0€\u00a0!”"
