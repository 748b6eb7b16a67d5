import pytest
from hypothesis import given
from hypothesis import strategies as st

from occe.kit import uai
from occe.kit.uai import check_letter, department_of, parse_uai


@pytest.mark.parametrize(
    "typed", ["0150687R", "0150687r", " 015 0687 R ", "015-0687.r", "0150687\u00a0R", "\u200b0150687R"]
)
def test_reads_a_school_number_however_it_is_spaced(typed):
    assert parse_uai(typed) == "0150687R"


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", uai.UaiMissing),
        (" - ", uai.UaiMissing),
        ("150687R", uai.UaiMisshapen),
        ("01506870", uai.UaiMisshapen),
        ("0150687RR", uai.UaiMisshapen),
        ("O150687R", uai.UaiMisshapen),
        ("٠١٥٠٦٨٧R", uai.UaiMisshapen),
        ("0150687É", uai.UaiMisshapen),
        ("0150687A", uai.UaiLetterDiffers),
        ("0150687I", uai.UaiLetterDiffers),
        ("0000001B", uai.UaiOfNoDepartment),
        ("0960001A", uai.UaiOfNoDepartment),
        ("6300001A", uai.UaiOfNoDepartment),
    ],
)
def test_refuses_each_fault_by_its_name(typed, refusal):
    with pytest.raises(uai.UaiRefused) as refused:
        parse_uai(typed)

    assert type(refused.value) is refusal


def test_a_wrong_letter_is_told_with_the_right_one():
    with pytest.raises(uai.UaiLetterDiffers) as refused:
        parse_uai("0150687a")

    assert str(refused.value) == (
        "Pour 0150687, la lettre est R et non A. Relisez les sept chiffres, ou écrivez 0150687R."
    )


@pytest.mark.parametrize(
    ("code", "department"), [("0150687R", "015"), ("6200001C", "02A"), ("7200001Z", "02B"), ("9740001A", "974")]
)
def test_tells_the_department(code, department):
    assert department_of(code) == department


def test_overseas_and_corsican_numbers_are_read():
    for digits in ("6200001", "7200001", "9710002", "9740001", "9870001", "0950001", "0010001"):
        assert parse_uai(digits + check_letter(digits)) == digits + check_letter(digits)


@given(st.integers(min_value=10_000, max_value=959_999), st.integers(min_value=0, max_value=6), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number, place, shift):
    digits = f"{number:07d}"
    wrong = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]

    with pytest.raises(uai.UaiRefused):
        parse_uai(wrong + check_letter(digits))
