"""The papers of the council, each as its reader gets it."""

from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from councils.models import Council, CouncilMeeting
from councils.services.adults import call_adults
from councils.services.agenda import add_item
from councils.services.decisions import decide, record_decision
from councils.services.rules import set_law
from occe.kit.dates import format_day, today
from tests.cooperatives.drafts import year_of_today
from tests.councils.sittings import make_item, make_sitting
from tests.councils.votes import SECRET, Vote


def got(world, name: str, *where) -> bytes:
    """The document at an address of Claire's cooperative."""
    return world.client(world.claire).get(reverse(name, args=[world.cooperative.public_id, *where])).content


def council_of(world) -> Council:
    """The council of Claire's class, made once."""
    return Council.objects.get_or_create(
        cooperative=world.cooperative, classroom=world.classroom, year=world.year
    )[0]  # fmt: skip


def adult_meeting(world) -> tuple[bytes, str]:
    year_of_today(world)
    called = call_adults(world.cooperative, on=today(), agenda="Les comptes", by=world.actor(world.claire))
    title = _("Convocation, %(day)s") % {"day": format_day(called.on)}
    return got(world, "councils:adult-meeting-paper", called.public_id), title


def poster(world) -> tuple[bytes, str]:
    council = council_of(world)
    set_law(council, text="On écoute celui ou celle qui parle.", by=world.actor(world.claire))
    title = _("Nos lois et nos règles, %(council)s") % {"council": council}
    return got(world, "councils:poster-paper", council.public_id), title


def agenda(world) -> tuple[bytes, str]:
    council = council_of(world)
    meeting = CouncilMeeting.objects.create(council=council)
    add_item(meeting, kind="other", title="La photo de classe", by=world.actor(world.claire), request_id=uuid4())
    title = _("De quoi on va parler, %(council)s") % {"council": council}
    return got(world, "councils:agenda-paper", meeting.public_id), title


def notes(world) -> tuple[bytes, str]:
    council = council_of(world)
    return got(world, "councils:box-paper", council.public_id), _("Petits mots à découper, %(council)s") % {
        "council": council
    }


def role_cards(world) -> tuple[bytes, str]:
    return got(world, "councils:role-cards"), _("Cartes des rôles du conseil")


def ballot_papers(world) -> tuple[bytes, str]:
    vote = Vote(world)
    title = _("Bulletins\u00a0: %(question)s") % {"question": SECRET["question"]}
    return got(world, "councils:ballot-paper", vote.prepared().public_id, "blank"), title


def register(world) -> tuple[bytes, str]:
    record_decision(council_of(world), text="On plante.", on=world.year.starts, by=world.actor(world.claire))
    title = _("Registre des délibérations %(year)s, %(name)s") % {
        "year": world.year.slug,
        "name": world.cooperative.name,
    }
    return got(world, "councils:register-pdf"), title


def _sitting(world):
    meeting = make_sitting(council_of(world), on=world.year.starts)
    item = make_item(meeting, "La haie", kind="thanks", words="Merci !")
    decide(item, text="On plante.", owner_words="la jardinière", by=world.actor(world.claire))
    return meeting


def minutes(world) -> tuple[bytes, str]:
    meeting = _sitting(world)
    told = {"council": meeting.council, "day": format_day(meeting.held_on)}
    title = _("Compte rendu du conseil, %(council)s, %(day)s") % told
    return got(world, "councils:minutes-pdf", meeting.public_id), title


def decisions_poster(world) -> tuple[bytes, str]:
    meeting = _sitting(world)
    told = {"council": meeting.council, "day": format_day(meeting.held_on)}
    return got(world, "councils:minutes-poster", meeting.public_id), _("Ce qu’on a décidé, %(council)s, %(day)s") % told


ALL = (
    ballot_papers,
    register,
    minutes,
    decisions_poster,
    adult_meeting,
    agenda,
    notes,
    poster,
    role_cards,
)
