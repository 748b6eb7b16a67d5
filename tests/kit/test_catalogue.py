"""How the portal counts in French and in English."""

import ast
import re

import pytest
from babel.messages.catalog import Catalog
from django.utils import translation
from django.utils.translation import ngettext

from occe.kit.catalogue import KEYWORDS, french_plurals, messages_of_source, python_files


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [
        ("fr", 0, "0 ligne lue : "),
        ("fr", 1, "1 ligne lue : "),
        ("fr", 2, "2 lignes lues : "),
        ("en", 0, "0 lines read: "),
        ("en", 1, "1 line read: "),
    ],
)
def test_zero_is_singular_in_french_and_plural_in_english(language, count, words):
    with translation.override(language):
        said = ngettext("%(read)s ligne lue\u00a0: ", "%(read)s lignes lues\u00a0: ", count) % {"read": count}

    assert said.replace("\u00a0", " ") == words


def test_a_singular_that_says_one_without_counting_is_never_said_of_nothing():
    catalogue = Catalog(locale="en")
    catalogue.add(("Une dépense attend.", "%(count)s dépenses attendent."), ("", ""))
    catalogue.add(("%(count)s classe", "%(count)s classes"), ("", ""))

    assert [entry.id[0] for entry in french_plurals(catalogue) if entry.id] == ["%(count)s classe"]


def test_no_french_sentence_lets_a_line_begin_with_a_sign():
    kept_by_a_migration = {"écrire « enseignant·e »"}
    apart = re.compile(r"\w [:;?!»]|[)%] [:?!]|« ")
    sentences = {form for message in messages_of_source() for form in (message.singular, message.plural) if form}

    assert {one for one in sentences if apart.search(one)} == kept_by_a_migration


def test_no_sentence_hides_inside_an_f_string():
    """There Babel finds it with one Python and not with another, and the English page says it in French."""
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in python_files()
        for string in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in KEYWORDS
    ]

    assert hidden == []
