"""In the demonstration one person plays all the parts: the letters that would leave are read on a page."""

import re

import pytest
from django.core.mail import send_mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

SECRET = "https://portail.example/fr/accounts/password/reset/key/1-abc/"


def post(to="nina@ecole.example", subject="Choisissez un mot de passe", text=f"Bonjour Nina,\n\n{SECRET}\n"):
    send_mail(subject, text, "portail@occe15.example", [to])


def read(address):
    response = Client().get(address)
    assert (response.status_code, bool(response.cookies)) == (200, False)
    return response.content.decode()


def subjects(html):
    return re.findall(r'<li><time.*?<a href="[^"]+">(.*?)</a>', html)


def test_the_letters_are_listed_the_newest_first_and_a_page_has_twenty_five(world, demonstration):
    for number in range(27):
        post(subject=f"Lettre {number}")

    assert subjects(read("/fr/mailbox/")) == [f"Lettre {number}" for number in range(26, 1, -1)]
    assert subjects(read("/fr/mailbox/?page=2")) == ["Lettre 1", "Lettre 0"]


def test_a_letter_is_read_with_its_links_and_what_it_holds_stays_text(world, demonstration):
    post(subject="Bienvenue <b>Nina</b>", text=f"<script>alert(1)</script>\n{SECRET}")
    (address,) = re.findall(r'<a href="(/fr/mailbox/[^"?]+/)">', read("/fr/mailbox/"))

    html = read(address)

    assert f'<a href="{SECRET}" rel="nofollow">' in html
    assert "&lt;script&gt;alert(1)" in html
    assert "Bienvenue &lt;b&gt;Nina&lt;/b&gt;" in html
    assert "nina@ecole.example" in html


def test_an_empty_mailbox_says_what_fills_it(world, demonstration):
    assert "No letter yet." in read("/en/mailbox/")


@pytest.mark.parametrize("key", ["1-abc", "nobody"])
def test_a_letter_that_is_not_there_is_not_found(world, demonstration, key):
    assert Client().get(f"/fr/mailbox/{key}/").status_code == 404


def test_every_page_of_the_demonstration_leads_there(department, demonstration):
    assert 'href="/fr/mailbox/"' in read("/fr/projects/")


def test_there_is_no_such_page_in_earnest(world):
    with pytest.raises(NoReverseMatch):
        reverse("demo:mailbox")

    assert Client().get("/fr/mailbox/").status_code == 404
