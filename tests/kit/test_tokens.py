import re

from hypothesis import given
from hypothesis import strategies as st

from occe.kit.tokens import derived_token, hash_token, new_code, new_token, token_matches


def test_tokens_are_long_opaque_and_never_the_same():
    tokens = {new_token() for _ in range(1000)}

    assert len(tokens) == 1000
    assert {bool(re.fullmatch(r"[A-Za-z0-9_-]{43}", token)) for token in tokens} == {True}


def test_the_stored_hash_does_not_hold_the_token():
    token = new_token()

    assert re.fullmatch(r"[0-9a-f]{64}", hash_token(token))
    assert token not in hash_token(token)


def test_only_the_right_token_matches():
    token = new_token()

    assert token_matches(token, hash_token(token))
    assert not token_matches(token + "A", hash_token(token))
    assert not token_matches("", hash_token(token))


def test_another_key_gives_another_hash(settings):
    token = new_token()
    before = hash_token(token)

    settings.TOKEN_KEY = "another key, of another installation"

    assert not token_matches(token, before)


def test_a_change_of_the_secret_key_keeps_printed_cards_alive(settings):
    token = new_token()
    before = hash_token(token)

    settings.SECRET_KEY = "rotated"

    assert token_matches(token, before)


@given(st.text())
def test_whatever_stands_in_an_address_can_be_compared(text):
    assert not token_matches(text, "0" * 64)


def test_codes_are_six_digits_with_their_leading_zeros():
    codes = {new_code() for _ in range(2000)}

    assert {bool(re.fullmatch(r"[0-9]{6}", code)) for code in codes} == {True}
    assert any(code.startswith("0") for code in codes)


def test_a_derived_token_comes_back_the_same_and_each_part_changes_it():
    token = derived_token("card", "a pupil", "1")

    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token)
    assert derived_token("card", "a pupil", "1") == token
    assert len({token, derived_token("card", "a pupil", "2"), derived_token("carda", " pupil", "1")}) == 3


def test_a_derived_token_is_worth_nothing_under_another_key(settings):
    token = derived_token("card", "a pupil", "1")

    settings.TOKEN_KEY = "another key, of another installation"

    assert derived_token("card", "a pupil", "1") != token
