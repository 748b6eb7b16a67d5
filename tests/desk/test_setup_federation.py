"""The first start: `manage.py setup_federation`."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cooperatives.models import Federation, SchoolYear, StaffRole
from desk.models import StaffInvitation
from members.models import User

OPTIONS = {
    "name": "Association départementale du Cantal",
    "short_name": "OCCE 15",
    "department": "15",
    "host": "Coop15.example",
    "email": "Nora@Occe15.example",
}


def set_up(**options):
    out = StringIO()
    call_command("setup_federation", stdout=out, **{**OPTIONS, **options})
    return out.getvalue()


def link(output):
    return re.search(r"https://coop15\.example(/fr/desk/invitation/\S+/)", output)[1]


def test_it_makes_the_association_its_year_and_a_link(db):
    output = set_up()

    federation = Federation.objects.get()
    assert (federation.slug, federation.departments, federation.hosts) == ("occe-15", ["015"], ["coop15.example"])
    assert SchoolYear.objects.get().federation == federation
    assert {invitation.role for invitation in StaffInvitation.objects.all()} == {"administrator", "treasurer"}
    assert link(output)


def test_the_link_opens_the_first_account_with_both_roles(db, client, settings):
    settings.ALLOWED_HOSTS = ["coop15.example"]
    client.defaults["HTTP_HOST"] = "coop15.example"
    client.get(link(set_up()))

    client.post(
        "/fr/desk/invitation/", {"first_name": "Nora", "last_name": "Vidal", "password": "une longue phrase de mai"}
    )

    nora = User.objects.get()
    assert nora.email == "nora@occe15.example"
    assert set(StaffRole.objects.filter(user=nora).values_list("role", flat=True)) == {"administrator", "treasurer"}


def test_a_second_run_keeps_what_stands_and_gives_a_new_link(db):
    first = link(set_up())

    second = link(set_up(name="Another name", host="www.coop15.example"))

    federation = Federation.objects.get()
    assert (federation.name, federation.hosts) == (OPTIONS["name"], ["coop15.example", "www.coop15.example"])
    assert (SchoolYear.objects.count(), StaffInvitation.objects.count(), first == second) == (1, 2, False)


def test_an_administrator_gets_no_new_link(world):
    output = set_up(slug=world.federation.slug, email=world.martine.email)

    assert "sign in" in output
    assert StaffInvitation.objects.count() == 0


@pytest.mark.parametrize(("option", "value"), [("email", "nora"), ("department", "Cantal")])
def test_what_cannot_be_read_is_refused(db, option, value):
    with pytest.raises(CommandError, match=value):
        set_up(**{option: value})

    assert Federation.objects.count() == 0


def test_without_options_it_asks(db, monkeypatch):
    answers = iter(OPTIONS.values())
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    out = StringIO()

    call_command("setup_federation", stdout=out)

    assert Federation.objects.get().name == OPTIONS["name"]
