"""How much, when, the receipt: what is understood, and what is refused in words for a child with nothing lost."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from cooperatives.models import StoredFile
from finance.models import ExpenseClaim
from finance.services.books import accept_book, send_book
from occe.kit.dates import school_year_of, today
from occe.kit.uploads.refusals import LARGEST
from tests.finance.pupil_walk import Tablet, this_year, words
from tests.kit import hostile

State = ExpenseClaim.State
TOTAL = "Regarde le total en bas du ticket."


@pytest.fixture
def ledger(world):
    return this_year(world)


@pytest.fixture
def lina(world, ledger):
    return Tablet(world, world.lina)


@pytest.fixture
def begun(lina):
    """Lina's expense after its first question."""
    lina.begin()
    return ExpenseClaim.objects.get()


def step_url(claim, step):
    return reverse("finance:pupil-expense-step", args=[claim.public_id, step])


# --- how much --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "euros"),
    [
        ("12,5", "12.50"),
        ("12.50", "12.50"),
        ("12€50", "12.50"),
        ("1 234,50", "1234.50"),
        ("1\u00a0234,50", "1234.50"),
        ("1\u202f234,50 €", "1234.50"),
        ("0,05", "0.05"),
        (",5", "0.50"),
    ],
)
def test_amounts_are_read_as_children_type_them(lina, begun, typed, euros):
    lina.answer(begun, "amount", amount=typed)

    begun.refresh_from_db()
    assert begun.amount == Decimal(euros)


@pytest.mark.parametrize("typed", ["1,234", "1.234"])
def test_an_amount_with_two_readings_is_asked_about_with_two_buttons(lina, begun, typed):
    asked = lina.answer(begun, "amount", amount=typed)

    assert asked.status_code == 422
    assert "On peut lire deux sommes. Laquelle est sur le ticket ?" in words(asked)
    assert asked.content.decode().count('name="reading"') == 2
    lina.answer(begun, "amount", amount=typed, reading="1,23")
    begun.refresh_from_db()
    assert begun.amount == Decimal("1.23")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Il manque la somme. Tape les euros, puis les centimes."),
        ("0", f"Zéro euro, c’est gratuit ! {TOTAL}"),
        ("0,00", f"Zéro euro, c’est gratuit ! {TOTAL}"),
        ("-5", "Écris la somme sans le petit trait, par exemple 12,50."),
        ("−5", "Écris la somme sans le petit trait, par exemple 12,50."),
        ("1,2345", "Après la virgule, il y a deux chiffres. Regarde encore le ticket."),
        ("0,125", "Après la virgule, il y a deux chiffres. Regarde encore le ticket."),
        ("1e3", "Écris la somme en entier, sans lettre, par exemple 12,50."),
        ("١٢", "Écris avec les chiffres de 0 à 9, par exemple 12,50."),
        ("१२", "Écris avec les chiffres de 0 à 9, par exemple 12,50."),
        ("douze", "Écris la somme avec des chiffres, par exemple 12,50."),
        ("12,5,0", "Écris la somme avec des chiffres, par exemple 12,50."),
        ("12 34", "Les espaces ne sont pas à leur place. Écris par exemple 1 234,50."),
        ("12\u200b,50", "Il y a un signe qu’on ne voit pas. Efface tout et tape encore."),
        ("9999999999", "C’est une somme énorme. Regarde encore le ticket, ou appelle un adulte."),
        ("NaN", "Écris la somme avec des chiffres, par exemple 12,50."),
    ],
)
def test_an_amount_is_refused_with_a_childs_sentence_and_stays_as_typed(lina, begun, typed, sentence):
    lina.answer(begun, "amount", amount="7,85")

    answer = lina.answer(begun, "amount", amount=typed)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert f'value="{typed}"' in answer.content.decode()
    begun.refresh_from_db()
    assert begun.amount == Decimal("7.85")


# --- when ------------------------------------------------------------------------------------------------------------


def test_today_yesterday_and_a_touched_day_are_one_tap(lina, begun):
    for days in (0, 1, 5):
        day = today() - datetime.timedelta(days=days)
        if day >= school_year_of(today()).start:
            lina.answer(begun, "day", pick=day.isoformat())
            begun.refresh_from_db()
            assert begun.issued_on == day


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "Il manque le jour. Regarde la date sur le ticket."),
        ("tomorrow", "Ce jour n’est pas encore arrivé. Regarde le calendrier."),
        ("31/02/2026", "Ce jour n’existe pas. Regarde le calendrier."),
        ("bientôt", "Ce jour n’existe pas. Regarde le calendrier."),
        ("02/10/2019", "Ce jour n’est pas dans notre année. Regarde la date sur le ticket."),
    ],
)
def test_a_day_is_refused_with_a_childs_sentence(lina, begun, day, sentence):
    typed = (today() + datetime.timedelta(days=1)).isoformat() if day == "tomorrow" else day

    answer = lina.answer(begun, "day", issued_on=typed)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert f'value="{typed}"' in answer.content.decode()


def test_a_closed_book_is_a_sentence_and_nothing_is_lost(lina, world, ledger, begun):
    lina.answer(begun, "amount", amount="38,40")
    send_book(ledger.book, by=world.actor(world.claire), without="sur papier")
    accept_book(ledger.book, by=world.actor(world.tristan))

    answer = lina.answer(begun, "day", pick=today().isoformat())

    assert answer.status_code == 422
    assert "Le cahier de cette année-là est fermé. Montre le ticket à l’adulte." in words(answer)
    begun.refresh_from_db()
    assert (begun.amount, begun.state) == (Decimal("38.40"), State.DRAFT)


def test_a_book_that_closed_before_sending_says_where_to_look(lina, world, ledger):
    claim = lina.write(send=False)
    send_book(ledger.book, by=world.actor(world.claire), without="sur papier")

    answer = lina.post("pupil-expense-send", claim.public_id)

    assert answer.status_code == 422
    assert "Le cahier de cette année-là est fermé." in words(answer)
    assert step_url(claim, "day") in answer.content.decode()


def test_the_calendar_shows_the_months_of_the_year_and_no_day_to_come(lina, begun):
    page = lina.get("pupil-expense-step", begun.public_id, "day", query="?month=2001-01").content.decode()

    first = school_year_of(today()).start
    assert f'value="{first.isoformat()}"' in page
    assert f"?month={first - datetime.timedelta(days=1):%Y-%m}" not in page
    now = lina.get("pupil-expense-step", begun.public_id, "day").content.decode()
    assert f'value="{today() + datetime.timedelta(days=1)}"' not in now


# --- the receipt -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "kind", "sentence"),
    [
        (b"\xff\xd8\xff" + bytes(LARGEST), "photo.jpg", "image/jpeg", "La photo est trop lourde. Prends-en une autre."),
        (b"", "photo.jpg", "image/jpeg", "Il n’y a rien sur la photo. Essaie encore."),
        (hostile.SVG, "dessin.svg", "image/svg+xml", "Ce n’est pas une photo."),
        (hostile.HTML, "photo.jpg", "image/jpeg", "Ce n’est pas une photo."),
        (hostile.ZIP, "photo.jpg", "image/jpeg", "Ce n’est pas une photo."),
        (hostile.picture("JPEG")[:400], "photo.jpg", "image/jpeg", "On ne lit pas bien la photo."),
        (hostile.huge_png(9000, 9000), "photo.png", "image/png", "La photo est trop grande. Prends-en une autre."),
        (
            hostile.pdf(change=hostile.with_open_action),
            "t.pdf",
            "application/pdf",
            "On ne peut pas garder cette photo.",
        ),
        (hostile.picture("PNG"), "photo.html", "text/html", "On ne peut pas garder cette photo. Prends-en une autre."),
    ],
    ids=["20 MB", "empty", "svg", "html named jpg", "zip", "broken", "bomb", "script in pdf", "disguised"],
)
def test_a_hostile_file_is_a_childs_sentence_and_nothing_is_lost(lina, begun, content, name, kind, sentence):
    lina.answer(begun, "amount", amount="38,40")

    answer = lina.photo(begun, content, name, kind)

    assert answer.status_code == 422
    assert sentence in words(answer)
    begun.refresh_from_db()
    assert (begun.photo, begun.amount) == (None, Decimal("38.40"))
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "kind", "size"),
    [
        (hostile.telephone_photo("JPEG"), "IMG_1.JPG", "image/jpeg", (300, 200)),
        (hostile.telephone_photo("HEIF"), "IMG_1.HEIC", "image/heic", (300, 200)),
        (hostile.picture("PNG"), "ticket.png", "image/png", (300, 200)),
        (hostile.pdf(), "facture.pdf", "application/pdf", (None, None)),
    ],
    ids=["sideways", "heic", "png", "pdf"],
)
def test_a_receipt_is_kept_upright_and_without_its_name(lina, begun, content, name, kind, size):
    answer = lina.photo(begun, content, name, kind)

    begun.refresh_from_db()
    assert answer.url == step_url(begun, "purpose")
    assert (begun.photo.width, begun.photo.height) == size
    assert begun.photo.shown_name == ""
    shown = lina.client.get(reverse("cooperatives:file", args=[begun.photo.public_id]))
    assert len(b"".join(shown.streaming_content)) == begun.photo.size
    assert lina.get("pupil-expense-read", begun.public_id).status_code == 200


def test_without_a_receipt_one_goes_on_and_the_page_says_it_loudly(lina, begun):
    assert "Il n’y a pas encore de photo." in words(lina.answer(begun, "photo"))

    answer = lina.answer(begun, "photo", without="on")

    assert answer.url == step_url(begun, "purpose")
    assert "Il manque la photo du ticket." in words(lina.get("pupil-expense-read", begun.public_id))


def test_a_photo_that_is_with_another_expense_is_told_and_not_refused(lina):
    lina.write()
    second = lina.write(send=False)

    page = lina.get("pupil-expense-read", second.public_id)

    assert "Cette photo est déjà avec un autre achat." in words(page)
    lina.post("pupil-expense-send", second.public_id)
    second.refresh_from_db()
    assert second.state == State.SENT


def test_the_photo_of_a_class_is_seen_by_nobody_of_another(lina, world, begun):
    lina.photo(begun, hostile.picture("JPEG"))
    begun.refresh_from_db()
    address = reverse("cooperatives:file", args=[begun.photo.public_id])

    assert world.client(world.sonia).get(address).status_code == 404
    begun.photo = None
    begun.save()
    assert lina.client.get(address).status_code == 404
