"""The association's identity, limits, commitment text: read by all its staff, changed by few."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from cooperatives.models import CommitmentText
from desk.errors import SettingRefused
from desk.services import settings as services

IDENTITY = {
    "name": "Association du Cantal",
    "short_name": "OCCE 15",
    "siret": "123 456 789 00011",
    "founded_on": "14/03/2012",
    "address": "1, place du Marché",
    "city": "Aurillac",
    "email": "ad@occe15.example",
    "phone": "04 00 00 00 00",
    "departments": "15, 2a",
    "academic_mail_domains": "AC-Clermont.fr\n@ac-lyon.fr",
    "separate_class_cooperatives": "on",
    "accent_colour": "prairie",
}


def test_the_identity_is_read_as_people_write_it(world):
    answer = world.client(world.martine).post("/fr/desk/settings/identity/", IDENTITY)

    federation = world.federation
    federation.refresh_from_db()
    assert answer.status_code == 302
    assert (federation.name, federation.siret) == ("Association du Cantal", "12345678900011")
    assert federation.departments == ["015", "02A"]
    assert federation.academic_mail_domains == ["ac-clermont.fr", "ac-lyon.fr"]
    assert (federation.separate_class_cooperatives, federation.accent_colour) == (True, "prairie")


def test_the_accent_colour_shows_on_the_pages(world):
    services.change_identity(world.federation, by=world.actor(world.martine), accent_colour="salers")

    assert 'data-accent="salers"' in world.client(world.rita).get("/fr/desk/settings/").content.decode()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("departments", "le Cantal"),
        ("academic_mail_domains", "clermont"),
        ("siret", "123"),
        ("name", ""),
        ("name", "\u202e"),
        ("founded_on", (timezone.localdate() + timedelta(days=1)).isoformat()),
        ("email", "ad@"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_stays(world, field, typed):
    answer = world.client(world.martine).post("/fr/desk/settings/identity/", {**IDENTITY, field: typed})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert typed in answer.content.decode()
    assert answer.context["federation"].name == "Association départementale cantal"


def test_a_department_with_cooperatives_is_not_given_up(world):
    world.cooperative

    with pytest.raises(SettingRefused, match=r"^Des coopératives vivent dans un département"):
        services.change_identity(world.federation, by=world.actor(world.martine), departments=["048"])


def test_the_identity_has_no_other_field(world):
    with pytest.raises(TypeError):
        services.change_identity(world.federation, by=world.actor(world.martine), cash_ceiling=Decimal(0))


def test_the_treasury_changes_the_limits(world):
    answer = world.client(world.tristan).post(
        "/fr/desk/settings/limits/", {"two_adults_threshold": "1 250,50", "cash_ceiling": "60"}
    )

    world.federation.refresh_from_db()
    assert answer.status_code == 302
    assert (world.federation.two_adults_threshold, world.federation.cash_ceiling) == (Decimal("1250.50"), Decimal(60))


def test_an_ambiguous_limit_is_asked_about(world):
    answer = world.client(world.tristan).post(
        "/fr/desk/settings/limits/", {"two_adults_threshold": "1,250", "cash_ceiling": "60"}
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["two_adults_threshold"])


def test_a_changed_commitment_is_a_new_version_beside_the_old_one(world):
    data = {"text_fr": "Je m’engage à tout compter.", "text_en": "I commit to count everything."}

    world.client(world.martine).post("/fr/desk/settings/commitment/", data)

    assert list(CommitmentText.objects.filter(federation=world.federation).values_list("version", "text_fr")) == [
        (2, "Je m’engage à tout compter."),
        (1, "Je m’engage."),
    ]


def test_the_same_commitment_published_again_is_no_new_version(world):
    CommitmentText.objects.filter(federation=world.federation).update(text_fr="Je compte.\n\nJe rends compte.")

    world.client(world.martine).post(
        "/fr/desk/settings/commitment/", {"text_fr": "Je compte.\r\n\r\nJe rends compte.", "text_en": "I commit."}
    )

    assert CommitmentText.objects.filter(federation=world.federation).count() == 1


@pytest.mark.parametrize(
    ("name", "identity", "limits", "commitment", "fees"),
    [
        ("martine", 200, 403, 200, 403),
        ("tristan", 200, 200, 200, 200),
        ("rita", 403, 403, 403, 403),
        ("claire", 403, 403, 403, 403),
        ("felix", 403, 403, 403, 403),
    ],
)
def test_who_changes_what(world, name, identity, limits, commitment, fees):
    world.year
    client = world.client(getattr(world, name))

    answers = [
        client.get(f"/fr/desk/settings/{page}/").status_code
        for page in ("identity", "limits", "commitment", "years/2025-2026/fees")
    ]

    assert answers == [identity, limits, commitment, fees]


def test_all_the_staff_read_the_settings_and_only_some_see_a_way_to_change_them(world):
    world.year
    readable = world.client(world.rita).get("/fr/desk/settings/").content.decode()
    changeable = world.client(world.tristan).get("/fr/desk/settings/").content.decode()

    assert "300,00\u00a0€" in readable
    assert ("settings/limits" in readable, "settings/identity" in readable) == (False, False)
    assert ("settings/limits" in changeable, "settings/identity" in changeable) == (True, True)


def test_the_settings_show_the_commitment_in_the_language_of_the_page(world):
    texts = world.federation.commitment_texts
    texts.create(version=90, text_fr="Je tiens les comptes.", text_en="I keep the accounts.")

    french, english = (
        world.client(world.martine).get(f"/{code}/desk/settings/").content.decode() for code in ("fr", "en")
    )

    assert ("Je tiens les comptes." in french, "I keep the accounts." in french) == (True, False)
    assert ("Je tiens les comptes." in english, "I keep the accounts." in english) == (False, True)
