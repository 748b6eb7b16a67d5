from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.utils import translation

from occe.kit.dates import school_year_of, today
from occe.kit.fields import DayField, EurosField, UaiField
from occe.kit.templatetags.euros import readings

YEAR = school_year_of(date(2025, 10, 1))


class ClaimForm(forms.Form):
    amount = EurosField()
    day = DayField(earliest=YEAR.start, latest=YEAR.end)
    school = UaiField(required=False)


def filled(**changes):
    return ClaimForm({"amount": "12,5", "day": "14/10/2025", "school": "0150687 r"} | changes)


def test_a_form_gives_values_not_text():
    form = filled(amount="1\u202f234,50 €")

    assert form.is_valid()
    assert form.cleaned_data == {"amount": Decimal("1234.50"), "day": date(2025, 10, 14), "school": "0150687R"}


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("amount", "", "Écrivez un montant, par exemple 12,50."),
        ("amount", " ", "Écrivez un montant, par exemple 12,50."),
        ("amount", "douze", "Écrivez le montant en chiffres, par exemple 12,50."),
        ("amount", "0", "Écrivez un montant plus grand que zéro, par exemple 12,50."),
        ("day", "", "Écrivez une date, par exemple 14/10/2026."),
        ("day", "31/04/2026", "Avril a 30 jours. Choisissez un jour entre le 1 et le 30."),
        (
            "day",
            "01/09/2026",
            "Cette date est trop lointaine. Choisissez un jour entre le 01/09/2025 et le 31/08/2026.",
        ),
        (
            "school",
            "0150687A",
            "Pour 0150687, la lettre est R et non A. Relisez les sept chiffres, ou écrivez 0150687R.",
        ),
    ],
)
def test_a_refusal_is_the_parser_s_sentence_and_loses_nothing_typed(name, typed, sentence):
    form = filled(**{name: typed})

    assert form.errors == {name: [sentence]}
    assert form[name].value() == typed


def test_an_ambiguous_amount_offers_its_two_readings():
    form = filled(amount="1,234")

    assert not form.is_valid()
    assert readings(form["amount"]) == [
        {"typed": "1\u00a0234,00", "shown": "1\u00a0234,00\u00a0€"},
        {"typed": "1,23", "shown": "1,23\u00a0€"},
    ]
    assert {filled(amount=reading["typed"]).is_valid() for reading in readings(form["amount"])} == {True}
    assert readings(filled(amount="0")["amount"]) == []


def test_an_amount_shows_in_the_language_of_the_page():
    form = ClaimForm(initial={"amount": Decimal("1234.5")})

    with translation.override("fr"):
        assert 'value="1\u00a0234,50"' in str(form["amount"])
    with translation.override("en"):
        assert 'value="1,234.50"' in str(form["amount"])


def test_an_amount_is_typed_on_a_keypad_without_losing_what_a_browser_cannot_read():
    html = str(ClaimForm()["amount"])

    assert 'type="text"' in html
    assert 'inputmode="decimal"' in html


def test_zero_may_be_an_answer():
    field = EurosField(smallest=Decimal(0))

    assert field.clean("0,00") == Decimal(0)
    assert EurosField(required=False).clean("") is None


def test_an_unchanged_amount_is_not_a_change():
    field = EurosField()

    assert not field.has_changed(Decimal("12.50"), "12,50 €")
    assert field.has_changed(Decimal("12.50"), "12,51")
    assert field.has_changed(Decimal("12.50"), "douze")


def test_the_calendar_shows_only_the_days_allowed():
    html = str(ClaimForm(initial={"day": date(2025, 10, 14)})["day"])

    assert html == (
        '<input type="date" name="day" value="2025-10-14" min="2025-09-01" max="2026-08-31" required id="id_day">'
    )


def test_a_day_that_the_calendar_cannot_show_comes_back_as_typed():
    html = str(filled(day="31/04/2026")["day"])

    assert 'type="text"' in html
    assert 'value="31/04/2026"' in html


def test_a_bound_may_be_today():
    class ReceiptForm(forms.Form):
        day = DayField(latest=today)

    assert ReceiptForm({"day": today().isoformat()}).is_valid()
    assert f'max="{today().isoformat()}"' in str(ReceiptForm()["day"])
    assert not ReceiptForm({"day": "31/12/2098"}).is_valid()


def test_a_day_may_be_left_empty():
    assert DayField(required=False).clean("  ") is None
    assert UaiField(required=False).clean(None) == ""
