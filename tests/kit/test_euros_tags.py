import datetime
from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, engines
from django.utils import translation

AMOUNT = Decimal("1234.56")
DAY = date(2026, 10, 14)
MIDNIGHT_IN_PARIS = datetime.datetime(2026, 10, 13, 22, 30, tzinfo=datetime.UTC)


def shown(expression, value, language):
    template = engines["django"].from_string("{% load euros %}{{ value|" + expression + " }}").template
    with translation.override(language):
        return template.render(Context({"value": value}))


@pytest.mark.parametrize(
    ("expression", "value", "french", "english"),
    [
        ("euros", AMOUNT, "1\u00a0234,56\u00a0€", "€1,234.56"),
        ("euros", Decimal(0), "0,00\u00a0€", "€0.00"),
        ("euros_words", Decimal("12.50"), "douze euros et cinquante centimes", "twelve euros and fifty cents"),
        ("day", DAY, "14/10/2026", "14 Oct 2026"),
        ("day", MIDNIGHT_IN_PARIS, "14/10/2026", "14 Oct 2026"),
        ("long_day", DAY, "mercredi 14 octobre", "Wednesday 14 October"),
        ("full_day", MIDNIGHT_IN_PARIS, "mercredi 14 octobre 2026", "Wednesday 14 October 2026"),
        ("moment", MIDNIGHT_IN_PARIS, "14/10/2026 à 00:30", "14 Oct 2026, 00:30"),
        ("machine_moment", MIDNIGHT_IN_PARIS, "2026-10-14T00:30+02:00", "2026-10-14T00:30+02:00"),
    ],
)
def test_values_show_in_the_language_of_the_page(expression, value, french, english):
    assert shown(expression, value, "fr") == french
    assert shown(expression, value, "en") == english


@pytest.mark.parametrize("expression", ["euros", "euros_words", "day", "long_day", "full_day", "moment"])
@pytest.mark.parametrize("missing", [None, ""])
def test_a_missing_value_shows_nothing(expression, missing):
    assert shown(expression, missing, "fr") == ""
