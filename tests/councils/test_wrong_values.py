"""Whatever is typed in a form of the council's room: a sentence at the field, and nothing typed is lost."""

import pytest
from django.urls import reverse

from councils.models import Council, Decision
from councils.services.meetings import next_item
from tests.councils.rows import begin
from tests.councils.sittings import DAY

HUGE = "trop " * 700
NUMBER = "99999999999999999999"

WRONG = {
    "agenda": [{"title": "", "kind": "idea"}, {"title": HUGE, "kind": "rien", "request_id": "x"}],
    "agenda-day": [{"on": ""}, {"on": "2026-02-31"}, {"on": "99999-99-99"}],
    "agenda-item": [{"title": HUGE, "minutes": "0"}, {"title": "Ici", "minutes": NUMBER}, {"minutes": "deux"}],
    "habits": [
        {"weekday": "9", "minutes_per_item": NUMBER, "review_weeks": "-1", "quorum_percent": "0,5"},
        {"minutes_per_item": "", "review_weeks": "trois", "quorum_percent": NUMBER, "word_idea": HUGE},
    ],
    "box-write": [{"kind": "", "text": ""}, {"kind": "rien", "text": HUGE, "pupil": "x", "key": "x"}],
    "meeting-roll": [{"present": "x", "adults": NUMBER}, {"adults": "-1"}, {"adults": "deux"}],
    "meeting-roles": [{"president": "x"}],
    "meeting-pause": [{"ground": "rien", "words": HUGE}, {"ground": "law", "words": " ", "words_kept": HUGE}],
    "item-note": [{"ground": "", "words": "", "can_be_done": "peut-être"}, {"ground": "law", "words": HUGE}],
    "item-stop": [{"ground": "rien", "words": "Non."}, {"ground": "law", "words": HUGE}],
    "item-end": [
        {"decided": "yes", "text": ""},
        {"decided": "yes", "text": HUGE, "owner": "x", "due_on": "31/02/26", "amount": "beaucoup"},
        {"decided": "yes", "text": "On sème.", "amount": NUMBER, "owner_words": HUGE},
        {"decided": "yes", "text": "On sème.", "amount": "-3"},
    ],
    "decision-new": [
        {"text": "", "on": ""}, {"text": HUGE, "on": "x", "present": NUMBER, "votes_for": "-1", "council": "x"}
    ],
    "decision-correct": [
        {"text": "", "on": "x"}, {"text": "On sème.", "on": "2025-09-18", "present": "3", "votes_for": "9"}
    ],
    "decision-reword": [{"text": HUGE, "amount": "0", "look_again_on": "x"}],
    "decision": [{"act": "follow", "state": "rien"}, {"act": "follow", "state": "done", "words": HUGE}],
}  # fmt: skip


@pytest.fixture
def place(world):
    meeting = begin(world, "Un jardin", "La malle")
    item = next_item(meeting, by=world.actor(world.claire))
    facts = {"council": meeting.council, "date": DAY, "text": "On plante."}
    decision = Decision.objects.create(number=1, **facts)
    signed = Decision.objects.create(
        number=2, president_signed_at="2025-09-19T10:00Z", adult_signed_at="2025-09-19T10:00Z",
        signed_by=world.claire, **facts,
    )  # fmt: skip
    return {
        "id": world.cooperative.public_id, "council": meeting.council.public_id, "classroom": world.classroom.public_id,
        "meeting": meeting.public_id, "item": item.public_id, "decision_id": decision.public_id,
        "signed": signed.public_id, "waiting": meeting.items.get(title="La malle").public_id,
    }  # fmt: skip


PARTS = {
    "agenda-item": ("id", "item"), "habits": ("id", "council"), "box-write": ("id", "council"),
    "meeting-roll": ("id", "meeting", "classroom"), "item-note": ("id", "meeting", "item"),
    "item-stop": ("id", "meeting", "item"), "item-end": ("id", "meeting", "item"), "decision-new": ("id",),
    "decision-correct": ("id", "decision_id"), "decision-reword": ("id", "decision_id"),
    "decision": ("id", "decision_id"),
}  # fmt: skip
"""What an address names; of a meeting where nothing is said."""
TYPED = 20
"""From so many letters on, what somebody typed by hand."""


def address(name: str, place: dict) -> str:
    here = dict(place)
    if name == "agenda-item":
        here["item"] = here["waiting"]
    if name == "decision-correct":
        here["decision_id"] = here["signed"]
    return reverse(f"councils:{name}", kwargs={part: here[part] for part in PARTS.get(name, ("id", "meeting"))})


def test_every_form_says_what_is_wrong_at_the_field_and_keeps_what_was_typed(world, place):
    client = world.client(world.claire)
    Council.objects.update(adults_vote=True)
    for name, tries in WRONG.items():
        for typed in tries:
            answer = client.post(address(name, place), typed)
            page = answer.content.decode()
            assert (name, answer.status_code) == (name, 422)
            assert "is-invalid" in page or "field-invalid" in page or 'aria-invalid="true"' in page, (name, typed)
            assert all(text in page for text in typed.values() if len(text) > TYPED), (name, typed)
