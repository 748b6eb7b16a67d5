"""Requests at every stage, made by the doors that the pages use."""

from django.core import mail

from cooperatives.models import Cooperative, Registration, RegistrationDocument, School, SchoolYear
from cooperatives.queries.commitments import commitment_of
from cooperatives.services import applying
from members.models import User
from occe.kit.actors import Adult, Guest
from occe.kit.dates import school_year_of, today
from tests.world import World, make_school

SONNAILLES = "0159921C"
CLASSES = [
    {"name": "PS-CE1", "levels": ["PS", "CP", "CE1"], "pupil_count": 18, "adult_count": 2},
    {"name": "CE2-CM2", "levels": ["CE2", "CM1", "CM2"], "pupil_count": 20, "adult_count": 1},
]


def year_of_today(world: World) -> SchoolYear:
    """The year in which somebody registers now."""
    bounds = school_year_of(today())
    return SchoolYear.objects.get_or_create(
        federation=world.federation, starts=bounds.start, defaults={"ends": bounds.end}
    )[0]


def sonnailles() -> School:
    """A public school without a cooperative."""
    return School.objects.filter(uai=SONNAILLES).first() or make_school(
        SONNAILLES, "École des Sonnailles", commune="Valuéjols", postcode="15300"
    )


def begin(world: World, user: User) -> tuple[Registration, Adult]:
    """An adult's draft, empty."""
    year_of_today(world)
    actor = world.actor(user)
    return applying.begin_registration(world.federation, by=actor), actor


def begin_as_guest(world: World, email: str = "jeanne@ecole.example") -> tuple[Registration, Guest]:
    """A draft without an account, empty."""
    year_of_today(world)
    registration = applying.begin_as_guest(
        world.federation, by=world.actor(None), first_name="Jeanne", last_name="Vidal", email=email
    )
    return registration, Guest(registration.link_id, world.federation.pk, "registration")


def fill(registration: Registration, by, *, school: School | None = None, **changes) -> Registration:
    """Every step answered; `changes` replace the values of a step."""
    applying.choose_school(registration, by=by, school=school or sonnailles())
    applying.choose_kind(registration, by=by, **{"kind": Cooperative.Kind.SCHOOL, **changes.get("kind", {})})
    applying.set_classes(registration, by=by, classes=changes.get("classes", CLASSES))
    registration.refresh_from_db()
    me = {
        "first_name": registration.applicant_first_name,
        "last_name": registration.applicant_last_name,
        "email": registration.applicant_email,
        "is_applicant": True,
    }
    others = changes.get("others", [])
    applying.set_mandataires(registration, by=by, mandataires=[me, *others])
    applying.record_decision(registration, by=by, decided_on=registration.year.starts, present=24)
    applying.accept_commitment(registration, by=by, text=commitment_of(registration))
    for kind in RegistrationDocument.Kind.values:
        applying.promise_document(registration, by=by, kind=kind)
    registration.refresh_from_db()
    return registration


def send(world: World, user: User, **changes) -> Registration:
    """A request that the association has."""
    registration, actor = begin(world, user)
    applying.send_registration(fill(registration, actor, **changes), by=actor)
    registration.refresh_from_db()
    return registration


def letters_to(address: str) -> list[str]:
    """The subjects of the letters to an address, in order."""
    return [message.subject for message in mail.outbox if message.to == [address]]


def link_in(message) -> str:
    """The path of the page that a letter leads to."""
    line = next(line for line in message.body.splitlines() if line.startswith("https://"))
    return "/" + line.split("/", 3)[3]
