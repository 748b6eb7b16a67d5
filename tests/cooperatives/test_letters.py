"""How the letters of this room are laid out."""

from django.core import mail

from cooperatives.models import Registration
from cooperatives.services import letters


def test_no_line_of_a_letter_begins_with_a_sign(world):
    draft = Registration(
        federation=world.federation, applicant_email="jeanne@ecole.example", applicant_first_name="Jeanne"
    )

    letters.resume_link(draft, token="abc")

    body, page = mail.outbox[-1].body, mail.outbox[-1].alternatives[0].content
    assert ("demandé\u00a0? Oubliez" in body, "demandé\u00a0? Oubliez" in page) == (True, True)
