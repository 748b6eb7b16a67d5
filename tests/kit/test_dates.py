import datetime
from datetime import date

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from occe.kit import dates
from occe.kit.dates import (
    format_day,
    format_long_day,
    format_moment,
    parse_day,
    parse_school_year,
    school_year_of,
    today,
)


@pytest.mark.parametrize(
    "typed",
    [
        "14/10/2026",
        "14-10-2026",
        "14.10.2026",
        "14 10 2026",
        "14/10/26",
        "2026-10-14",
        "2026/10/14",
        "14 octobre 2026",
        "14  OCTOBRE 2026 ",
        "14 oct. 2026",
        "14 Oct 2026",
        "14\u00a0Oct\u00a02026",
        "14th October 2026",
    ],
)
def test_reads_a_day_however_it_is_written(typed):
    assert parse_day(typed) == date(2026, 10, 14)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1er août 2026", date(2026, 8, 1)),
        ("1 aout 2026", date(2026, 8, 1)),
        ("29/02/2028", date(2028, 2, 29)),
        ("3 fév. 2026", date(2026, 2, 3)),
        ("3 juil. 2026", date(2026, 7, 3)),
        ("31 décembre 2099", date(2099, 12, 31)),
        ("1/9/2026", date(2026, 9, 1)),
    ],
)
def test_reads_months_in_letters_and_edges(typed, day):
    assert parse_day(typed) == day


@pytest.mark.parametrize(
    ("typed", "refusal", "sentence"),
    [
        ("", dates.DayMissing, "Écrivez une date, par exemple 14/10/2026."),
        ("hier", dates.DayNotUnderstood, "Écrivez le jour, le mois puis l’année, par exemple 14/10/2026."),
        ("14 octobre", dates.DayNotUnderstood, None),
        ("14/10", dates.DayNotUnderstood, None),
        ("14 brumaire 2026", dates.DayNotUnderstood, None),
        ("١٤/١٠/٢٠٢٦", dates.DayNotUnderstood, None),
        ("00/10/2026", dates.NoSuchDay, "Octobre a 31 jours. Choisissez un jour entre le 1 et le 31."),
        ("31/04/2026", dates.NoSuchDay, "Avril a 30 jours. Choisissez un jour entre le 1 et le 30."),
        ("30/02/2026", dates.NoSuchDay, "Février a 28 jours. Choisissez un jour entre le 1 et le 28."),
        ("30/02/2028", dates.NoSuchDay, "Février a 29 jours. Choisissez un jour entre le 1 et le 29."),
        ("29/02/2026", dates.NotALeapYear, "En 2026, février a 28 jours. Choisissez un jour entre le 1 et le 28."),
        ("10/14/2026", dates.NoSuchMonth, None),
        (
            "0001-01-01",
            dates.DayTooEarly,
            "Cette date est trop ancienne. Choisissez un jour entre le 01/01/1900 et le 31/12/2099.",
        ),
        ("0000-01-01", dates.DayNotUnderstood, None),
        ("31/12/9999", dates.DayTooLate, None),
        ("01/01/0026", dates.DayTooEarly, None),
    ],
)
def test_refuses_each_fault_by_its_name(typed, refusal, sentence):
    with translation.override("fr"), pytest.raises(dates.DayRefused) as refused:
        parse_day(typed)

    assert type(refused.value) is refusal
    assert sentence is None or str(refused.value) == sentence


def test_the_refusal_names_the_range():
    year = school_year_of(date(2025, 10, 1))

    assert parse_day("01/09/2025", earliest=year.start, latest=year.end) == year.start
    assert parse_day("31/08/2026", earliest=year.start, latest=year.end) == year.end
    with pytest.raises(dates.DayTooEarly, match="entre le 01/09/2025 et le 31/08/2026"):
        parse_day("31/08/2025", earliest=year.start, latest=year.end)
    with pytest.raises(dates.DayTooLate, match="entre le 01/09/2025 et le 31/08/2026"):
        parse_day("01/09/2026", earliest=year.start, latest=year.end)


@given(st.dates(dates.EARLIEST, dates.LATEST), st.sampled_from(["fr", "en"]))
def test_reading_undoes_writing(day, language):
    assert parse_day(format_day(day, language)) == day
    assert parse_day(day.isoformat()) == day


@given(st.text() | st.from_regex(r"[0-9]{1,4}[/ .-][0-9a-z]{1,9}[/ .-][0-9]{1,4}", fullmatch=True))
def test_any_text_is_either_read_or_refused(text):
    try:
        day = parse_day(text)
    except dates.DayRefused:
        return
    assert dates.EARLIEST <= day <= dates.LATEST


@pytest.mark.parametrize(
    ("day", "french", "english", "long_french", "long_english"),
    [
        (date(2026, 10, 14), "14/10/2026", "14 Oct 2026", "mercredi 14 octobre", "Wednesday 14 October"),
        (date(2026, 10, 1), "01/10/2026", "1 Oct 2026", "jeudi 1er octobre", "Thursday 1 October"),
        (date(987, 8, 2), "02/08/0987", "2 Aug 987", "jeudi 2 août", "Thursday 2 August"),
    ],
)
def test_writes_days_in_both_languages(day, french, english, long_french, long_english):
    assert (format_day(day, "fr"), format_day(day, "en")) == (french, english)
    assert (format_long_day(day, "fr"), format_long_day(day, "en")) == (long_french, long_english)


def test_a_long_day_may_carry_its_year():
    assert format_long_day(date(2026, 9, 1), "fr", year=True) == "mardi 1er septembre 2026"


def test_a_moment_is_told_in_the_local_time():
    moment = datetime.datetime(2026, 7, 31, 22, 5, tzinfo=datetime.UTC)

    assert format_moment(moment, "fr") == "01/08/2026 à 00:05"
    assert format_moment(moment, "en") == "1 Aug 2026, 00:05"


@pytest.mark.parametrize(
    ("day", "slug"),
    [
        (date(2025, 9, 1), "2025-2026"),
        (date(2025, 12, 31), "2025-2026"),
        (date(2026, 8, 31), "2025-2026"),
        (date(2026, 9, 1), "2026-2027"),
    ],
)
def test_a_day_belongs_to_the_year_that_began_in_september(day, slug):
    year = school_year_of(day)

    assert year.slug == slug
    assert year.start <= day <= year.end
    assert parse_school_year(slug) == year


@pytest.mark.parametrize(
    "slug", ["2025", "2025-2027", "2026-2025", "25-26", "2025-2026 ", "٢٠٢٥-٢٠٢٦", "0000-0001", ""]
)
def test_what_is_no_school_year_is_refused(slug):
    with pytest.raises(ValueError, match="not a school year"):
        parse_school_year(slug)


def test_today_is_the_day_of_the_active_time_zone():
    with timezone.override(datetime.timezone(datetime.timedelta(hours=14))):
        ahead = today()
    with timezone.override(datetime.timezone(datetime.timedelta(hours=-12))):
        behind = today()

    assert ahead - behind in (datetime.timedelta(days=1), datetime.timedelta(days=2))
