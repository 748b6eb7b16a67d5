"""The second factor: compulsory for staff, once only for each proof, remembered for thirty days where one wants it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from members.models import User
from tests.members.account_walk import code_now, confirm_password, give_app, sign_in
from tests.world import PASSWORD

ACTIVATE = "/fr/accounts/2fa/totp/activate/"
AUTHENTICATE = "/fr/accounts/2fa/authenticate/"


@pytest.fixture(autouse=True)
def no_limit_left_over():
    cache.clear()


def errors(answer) -> list[str]:
    return [str(sentence) for field in answer.context["form"].errors.values() for sentence in field]


def enter_code(client, code: str):
    return client.post(AUTHENTICATE, {"code": code})


# --- setting it up ---------------------------------------------------------------------------------------------------


def test_setting_up_an_app_asks_for_the_password_first(world):
    answer = world.client(world.claire).get(ACTIVATE)

    assert answer.headers["Location"] == f"/fr/accounts/reauthenticate/?next={ACTIVATE.replace('/', '%2F')}"


def test_an_app_is_set_up_and_asked_for_at_the_next_sign_in(world):
    client = world.client(world.claire)
    confirm_password(client)
    secret = client.get(ACTIVATE).context["form"].secret

    answer = client.post(ACTIVATE, {"code": code_now(secret)})
    after = sign_in(world.client(), world.claire.email)

    assert answer.headers["Location"] == "/fr/accounts/2fa/recovery-codes/"
    assert after.headers["Location"] == AUTHENTICATE


def test_the_code_to_photograph_is_drawn_in_the_page(world):
    client = world.client(world.claire)
    confirm_password(client)

    page = client.get(ACTIVATE).content.decode()

    assert re.search(r'<div class="qr-frame"><svg [^>]*viewBox=', page)
    assert "data:" not in page
    assert "style=" not in page


def test_a_wrong_first_code_keeps_the_same_secret(world):
    client = world.client(world.claire)
    confirm_password(client)
    secret = client.get(ACTIVATE).context["form"].secret

    answer = client.post(ACTIVATE, {"code": "000000"})

    assert answer.status_code == 422
    assert answer.context["form"].secret == secret
    assert not Authenticator.objects.exists()


def test_secrets_are_not_readable_in_the_database(world):
    secret = give_app(world.claire)
    RecoveryCodes.activate(world.claire)

    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in stored
    assert all(code not in stored for code in RecoveryCodes.activate(world.claire).get_unused_codes())


# --- using it --------------------------------------------------------------------------------------------------------


def test_the_password_alone_does_not_open(world):
    give_app(world.claire)
    client = world.client()

    sign_in(client, world.claire.email)

    assert client.get("/fr/my/").status_code == 302


def test_the_code_of_the_app_opens(world):
    secret = give_app(world.claire)
    client = world.client()
    sign_in(client, world.claire.email)

    enter_code(client, code_now(secret))
    answer = client.post("/fr/accounts/2fa/trust/", {"action": "skip"})

    assert answer.headers["Location"] == "/fr/my/"
    assert client.get("/fr/my/").status_code == 200


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_code_opens_once_even_in_the_half_minute_beside_it(world, steps):
    secret = give_app(world.claire)
    code = code_now(secret, steps=steps)
    first, second = world.client(), world.client()
    sign_in(first, world.claire.email)
    sign_in(second, world.claire.email)
    assert enter_code(first, code).status_code == 302
    cache.delete(f"allauth.mfa.totp.used?user={world.claire.pk}&code={code}")  # what allauth forgets after 30 seconds

    answer = enter_code(second, f"{code[:3]} {code[3:]}")

    assert (answer.status_code, errors(answer)) == (
        422,
        ["Ce code n’est pas le bon. Attendez le suivant, puis réessayez."],
    )


def test_the_code_that_set_the_app_up_does_not_open_too(world):
    client = world.client(world.claire)
    confirm_password(client)
    secret = client.get(ACTIVATE).context["form"].secret
    code = code_now(secret)
    client.post(ACTIVATE, {"code": code})
    other = world.client()
    sign_in(other, world.claire.email)

    assert enter_code(other, code).status_code == 422


@pytest.mark.parametrize("steps", [-3, 3])
def test_an_old_or_a_future_code_is_refused(world, steps):
    secret = give_app(world.claire)
    client = world.client()
    sign_in(client, world.claire.email)

    assert enter_code(client, code_now(secret, steps=steps)).status_code == 422


def test_five_wrong_codes_slow_down(world):
    secret = give_app(world.claire)
    client = world.client()
    sign_in(client, world.claire.email)
    for _ in range(5):
        enter_code(client, "000000")

    answer = enter_code(client, code_now(secret))

    assert errors(answer) == ["Cinq essais de suite\u00a0: attendez cinq minutes, puis réessayez."]


def test_a_rescue_code_opens_once(world):
    give_app(world.claire)
    code = RecoveryCodes.activate(world.claire).get_unused_codes()[0]
    first, second = world.client(), world.client()
    sign_in(first, world.claire.email)
    sign_in(second, world.claire.email)

    assert enter_code(first, code).status_code == 302
    assert enter_code(second, code).status_code == 422


def test_rescue_codes_are_shown_once(world):
    client = world.client(world.claire)
    confirm_password(client)
    give_app(world.claire)
    codes = RecoveryCodes.activate(world.claire).get_unused_codes()
    page = reverse("mfa_view_recovery_codes")

    first, second = client.get(page).content.decode(), client.get(page).content.decode()

    assert [code in first for code in codes] == [True] * 10
    assert [code in second for code in codes] == [False] * 10


# --- a computer of one's own -----------------------------------------------------------------------------------------


def test_a_trusted_computer_is_not_asked_again_for_thirty_days(world):
    secret = give_app(world.claire)
    client = world.client()
    sign_in(client, world.claire.email)
    enter_code(client, code_now(secret))
    trusted = client.post("/fr/accounts/2fa/trust/", {"action": "trust"})
    client.post(reverse("account_logout"))

    answer = sign_in(client, world.claire.email)

    assert trusted.cookies["mfa_trusted"]["max-age"] == 30 * 24 * 3600
    assert trusted.cookies["mfa_trusted"]["httponly"] is True
    assert answer.headers["Location"] == "/fr/my/"


def test_trust_ends_when_the_password_changes(world):
    secret = give_app(world.claire)
    client = world.client()
    sign_in(client, world.claire.email)
    enter_code(client, code_now(secret))
    client.post("/fr/accounts/2fa/trust/", {"action": "trust"})
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": "une nouvelle phrase"})
    client.post(reverse("account_logout"))

    assert sign_in(client, world.claire.email, "une nouvelle phrase").headers["Location"] == AUTHENTICATE


def test_trust_is_one_person_s(world):
    secret = give_app(world.claire)
    give_app(world.sonia)
    client = world.client()
    sign_in(client, world.claire.email)
    enter_code(client, code_now(secret))
    client.post("/fr/accounts/2fa/trust/", {"action": "trust"})
    client.post(reverse("account_logout"))

    assert sign_in(client, world.sonia.email).headers["Location"] == AUTHENTICATE


# --- staff -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def compulsory(settings):
    settings.REQUIRE_STAFF_SECOND_FACTOR = True


@pytest.mark.parametrize("page", ["/fr/desk/", "/fr/my/", "/fr/my/profile/", "/fr/my/notifications/"])
def test_staff_without_a_second_factor_are_sent_to_set_one_up(world, compulsory, page):
    answer = world.client(world.martine).get(page)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/fr/accounts/2fa/")


def test_staff_without_a_second_factor_hold_no_right_of_staff(world, compulsory):
    client = world.client(world.martine)

    page = client.get("/fr/accounts/2fa/")

    assert page.context["actor"].roles == frozenset()
    assert page.context["second_factor_missing"] is True


def test_staff_can_set_it_up_from_there_to_the_end(world, compulsory):
    client = world.client(world.martine)
    confirm_password(client)
    secret = client.get(ACTIVATE).context["form"].secret
    client.post(ACTIVATE, {"code": code_now(secret)})

    answer = client.get("/fr/my/")

    assert answer.status_code == 200
    assert answer.context["actor"].is_staff


def test_staff_can_still_leave(world, compulsory):
    assert world.client(world.martine).post(reverse("account_logout")).status_code == 302


def test_staff_cannot_go_without_one_again(world, compulsory):
    give_app(world.martine)
    client = world.client(world.martine)
    confirm_password(client)

    client.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.filter(user=world.martine, type="totp").exists()


def test_a_teacher_may_take_it_away(world, compulsory):
    give_app(world.claire)
    client = world.client(world.claire)
    confirm_password(client)

    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.exists()
    assert [message.subject for message in mail.outbox] == ["L’application de codes est retirée"]


def test_a_teacher_is_not_asked_for_one(world, compulsory):
    assert world.client(world.claire).get("/fr/my/").status_code == 200


def test_nobody_is_asked_in_the_demonstration(world, settings):
    settings.REQUIRE_STAFF_SECOND_FACTOR = False

    assert world.client(world.martine).get("/fr/my/").status_code == 200


def test_the_second_factor_costs_no_query(world, settings, django_assert_num_queries):
    client = world.client(world.martine)
    give_app(world.martine)
    client.get("/fr/my/profile/")
    with django_assert_num_queries(5):
        client.get("/fr/my/profile/")
    settings.REQUIRE_STAFF_SECOND_FACTOR = True
    with django_assert_num_queries(5):
        client.get("/fr/my/profile/")


def test_the_account_of_another_is_never_touched(world):
    give_app(world.sonia)
    key = Authenticator.objects.create(user=world.sonia, type="webauthn", data={"name": "x", "credential": {}})
    client = world.client(world.claire)
    confirm_password(client)

    assert client.get(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 404
    assert client.post(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 404
    assert User.objects.get(pk=world.sonia.pk).authenticator_set.count() == 2


def test_the_label_of_the_code_names_the_association(world):
    client = world.client(world.claire)
    confirm_password(client)

    url = client.get(ACTIVATE).context["totp_url"]

    assert url.startswith("otpauth://totp/claire%40ecole.example?secret=")
    assert url.endswith("&issuer=OCCE%2015")


def test_a_kept_secret_is_read_with_the_key_of_tokens(world):
    secret = give_app(world.claire)
    wrapped = Authenticator.objects.get().wrap()

    assert isinstance(wrapped, TOTP)
    assert wrapped.validate_code(code_now(secret))
