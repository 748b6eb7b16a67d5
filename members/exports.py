"""Paper for a class: the pupils' cards, eight to a page, and the slips with their secret pictures."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cooperatives.models import Classroom
from members.models import Enrolment
from members.queries_pupils import face_of
from members.services.cards import card_token
from members.services.picture_codes import shown_secret
from occe.kit.drawing.picturenames import picture_name
from occe.kit.drawing.secretpictures import secret
from occe.kit.pdf import render_pdf
from occe.kit.qr import qr_file

CARDS_A_PAGE = 8


def cards_pdf(classroom: Classroom, rows: Sequence[Enrolment], *, address: str) -> bytes:
    """One card a pupil: picture, first name, and the QR of the card's address. `address` is the portal's own, with "/".

    A guest card has a number and no picture. Reading it with a phone at home leads to "the class is not open".
    """
    pictures: dict[str, bytes] = {}
    cards = []
    for row in rows:
        number = str(row.pk)
        pictures[f"qr-{number}"] = qr_file(card_address(row, address))
        if row.picture:
            pictures[row.picture] = _file(picture_name(row.picture))
        cards.append({"row": row, "face": face_of(row), "qr": f"qr-{number}"})
    told = ngettext("%(count)s élève, %(count)s carte", "%(count)s élèves, %(count)s cartes", len(rows)) % {
        "count": len(rows)
    }
    title = _("Cartes de la classe %(name)s") % {"name": classroom.name}
    pages = [cards[start : start + CARDS_A_PAGE] for start in range(0, len(cards), CARDS_A_PAGE)]
    return _render("cards", title, pictures, {"classroom": classroom, "pages": pages, "told": told})


def card_address(row: Enrolment, address: str) -> str:
    """The whole address in the QR of a pupil's present card."""
    return address.rstrip("/") + reverse("members_bare:class-card", args=[card_token(row.pupil)])


def secrets_pdf(classroom: Classroom, rows: Sequence[Enrolment], *, address: str) -> bytes:
    """One slip a pupil with the three pictures, to cut out and give by hand; a chosen secret cannot be printed."""
    pictures: dict[str, bytes] = {}
    slips = []
    for row in rows:
        keys = shown_secret(row.pupil) or ()
        pictures |= {key: _file(secret(key)) for key in keys}
        if row.picture:
            pictures[row.picture] = _file(picture_name(row.picture))
        slips.append({"row": row, "face": face_of(row), "keys": keys})
    title = _("Images secrètes de la classe %(name)s") % {"name": classroom.name}
    return _render("secrets", title, pictures, {"classroom": classroom, "slips": slips})


def file_name(what: str, classroom: Classroom) -> str:
    """`cartes-cp-ce1.pdf`: a name without a child's name."""
    return f"{what}-{slugify(classroom.name) or 'classe'}.pdf"


def _render(template: str, title: str, pictures: dict[str, bytes], context: dict) -> bytes:
    language = (get_language() or "fr")[:2]
    html = render_to_string(f"members/pdf/{template}.html", {**context, "title": title, "language": language})
    return render_pdf(html, title=title, language=language, pictures=pictures)


def _file(drawing: str) -> bytes:
    """An inline drawing as a file of its own."""
    head = '<svg xmlns="http://www.w3.org/2000/svg" '
    return drawing.replace("<svg ", head, 1).replace(' aria-hidden="true" focusable="false"', "", 1).encode()
