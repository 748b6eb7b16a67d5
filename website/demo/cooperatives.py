"""Schools, cooperatives, classes and mandates of the demonstration."""

from collections import Counter
from datetime import date, timedelta

from cooperatives.models import (
    Affiliation,
    Classroom,
    ClassTeacher,
    Cooperative,
    Federation,
    Mandate,
    School,
    SchoolYear,
)
from members.models import User

from .accounts_of_last_year import YearOfAccounts, read_table
from .clock import Clock
from .people import FOUNDED, raise_user
from .places import Invented, read_places

ACCOUNTS = {18: "teacher@demo.example", 20: "solo@demo.example"}
CALLED = {18: User.Address.MISTRESS, 20: User.Address.MASTER}
# Schools with a request and no cooperative; at n° 25 the visitor of the demonstration may ask for one.
WITHOUT_COOPERATIVE = {21, 22, 25}
WITHOUT_MANDATAIRE = {24}
NEW_MANDATAIRE = {15}


# n° 13 owes two reports; n° 23's school was closed by the school map.
STATES = {13: Cooperative.State.SUSPENDED, 23: Cooperative.State.CLOSING}


def settle_states(cooperatives: dict[int, Cooperative]) -> None:
    """Once their past is told: a suspended cooperative takes no entry any more."""
    for number, state in STATES.items():
        cooperatives[number].state = state
        cooperatives[number].save(update_fields=["state"])


def raise_schools(places: list[Invented]) -> dict[tuple[int, str], School]:
    """The invented schools, by number and commune. Refuses to run beside a directory that knows one of the codes."""
    known = School.objects.filter(uai__in=[place.uai for place in places]).exclude(source=School.Source.DEMO)
    if known.exists():
        raise RuntimeError(f"An invented school code is a real one here: {known.first()}")
    return {
        (place.number, place.commune): School.objects.create(
            uai=place.uai,
            name=place.school,
            kind=place.school_kind,
            source=School.Source.DEMO,
            address="1, rue de la Démonstration",
            postcode=place.postcode,
            commune=place.commune,
            department="015",
            academy="Clermont-Ferrand",
            latitude=place.latitude,
            longitude=place.longitude,
            email=f"ecole-{place.number}@demo.example",
        )
        for place in places
    }


Shown = Cooperative.PublicFigure
# What each public page chose to count: a big school much, a class of thirteen that everybody knows little.
SHOWN: dict[int, list[str]] = {
    1: [Shown.PUPILS, Shown.CLASSES, Shown.PROJECTS, Shown.RAISED],
    18: [Shown.PUPILS, Shown.DECISIONS, Shown.RAISED],
    20: [Shown.PROJECTS],
}


def raise_cooperatives(federation: Federation, clock: Clock) -> dict[int, Cooperative]:
    """The 22 cooperatives that exist, with classes of three years, a mandate and an affiliation each."""
    places = read_places()
    schools = raise_schools(places)
    table = read_table()
    years = {back: SchoolYear.objects.get(federation=federation, starts=clock.year(back).start) for back in (0, 1, 2)}
    cooperatives = {}
    for place in places:
        if place.number in WITHOUT_COOPERATIVE or place.number in cooperatives:
            continue
        cooperative = _raise_cooperative(federation, place, schools[place.number, place.commune])
        cooperatives[place.number] = cooperative
        _raise_classes(cooperative, table[place.number], years)
        _raise_mandate(cooperative, place, clock)
        _raise_affiliations(cooperative, years)
    cooperatives[19].other_schools.add(schools[19, "Saint-Jacques-des-Blats"])
    return cooperatives


def _raise_cooperative(federation: Federation, place: Invented, school: School) -> Cooperative:
    opened = date(2013 + place.number % 9, 10, 4)
    name = f"Classe CM1-CM2, {place.school}" if place.kind == "class" else place.school
    return Cooperative.objects.create(
        federation=federation,
        number=place.number,
        name=name,
        kind=place.kind,
        school=school,
        approved_on=opened,
        account_opened_on=opened + timedelta(days=40),
        public_page=place.number in SHOWN,
        public_figures=SHOWN.get(place.number, []),
    )


def _raise_classes(cooperative: Cooperative, accounts: YearOfAccounts, years: dict[int, SchoolYear]) -> None:
    """The same classes in the three years, with a pupil more or less; the counts of N-1 are those of the table."""
    doubles = Counter(name for name, _count in accounts.classes)
    seen: Counter[str] = Counter()
    for rank, (name, pupils) in enumerate(accounts.classes):
        seen[name] += 1
        shown = f"{name} {'AB'[seen[name] - 1]}" if doubles[name] > 1 else name
        previous = None
        for back, change in ((2, (rank % 3) - 1), (1, 0), (0, 0 if cooperative.number in (18, 20) else 1 - rank % 3)):
            if cooperative.number == 23 and back == 0:  # closed by the school map at the end of N-1
                continue
            previous = Classroom.objects.create(
                cooperative=cooperative,
                school=cooperative.school,
                year=years[back],
                name=shown,
                levels=levels_of(name),
                pupil_count=max(pupils + change, 6),
                adult_count=_adults(accounts, rank),
                follows=previous,
            )


LADDER = ["PS", "MS", "GS", "CP", "CE1", "CE2", "CM1", "CM2"]


def levels_of(name: str) -> list[str]:
    """`PS-CM2` is all from PS to CM2; `CP-CE1-CE2` those three; `6e` itself."""
    parts = name.split("-")
    if len(parts) == 2 and all(part in LADDER for part in parts):
        return LADDER[LADDER.index(parts[0]) : LADDER.index(parts[1]) + 1]
    return parts


def _adults(accounts: YearOfAccounts, rank: int) -> int:
    share, more = divmod(accounts.adults, len(accounts.classes))
    return share + (1 if rank < more else 0)


def _raise_mandate(cooperative: Cooperative, place: Invented, clock: Clock) -> None:
    email = ACCOUNTS.get(place.number, f"mandataire{place.number}@demo.example")
    user = raise_user(email, place.first_name, place.last_name, called=CALLED.get(place.number, User.Address.ADULT))
    starts = max(cooperative.approved_on, FOUNDED)
    fields = {"state": Mandate.State.ACTIVE, "signature_active_on": starts + timedelta(days=30)}
    if place.number in WITHOUT_MANDATAIRE:
        fields |= {
            "state": Mandate.State.ENDED,
            "ends_on": clock.current.start,
            "end_reason": "congé long depuis la rentrée",
        }
    if place.number in NEW_MANDATAIRE:
        _raise_former_mandate(cooperative, ends_on=clock.current.start)
        starts = clock.day(9, 22)
        fields = {"state": Mandate.State.APPROVED}
    Mandate.objects.create(
        cooperative=cooperative, user=user, rank=1, starts_on=starts, accepted_on=starts, approved_on=starts, **fields
    )
    if place.number == 18:
        colleague = raise_user("colleague@demo.example", "Bruno", "Lasvergnas", called=User.Address.MASTER)
        for classroom in cooperative.classrooms.filter(year__starts=clock.current.start, name="CM1-CM2"):
            ClassTeacher.objects.create(
                classroom=classroom, user=colleague, invited_by=user, starts_on=clock.current.start
            )
    if place.number == 8:
        second = raise_user("second8@demo.example", "Estelle", "Drugeac")
        Mandate.objects.create(
            cooperative=cooperative, user=second, rank=2, starts_on=starts, accepted_on=starts, approved_on=starts,
            **fields,
        )  # fmt: skip


def _raise_former_mandate(cooperative: Cooperative, *, ends_on: date) -> None:
    """Who kept the accounts before the present mandataire of n° 15."""
    user = raise_user(f"avant{cooperative.number}@demo.example", "Geneviève", "Nozières")
    starts = cooperative.approved_on
    Mandate.objects.create(
        cooperative=cooperative, user=user, rank=1, state=Mandate.State.ENDED, starts_on=starts, accepted_on=starts,
        approved_on=starts, signature_active_on=starts + timedelta(days=30), ends_on=ends_on, end_reason="mutation",
    )  # fmt: skip


def _raise_affiliations(cooperative: Cooperative, years: dict[int, SchoolYear]) -> None:
    """Past years are valid; for the current one n° 9 has paid and not signed, n° 10 the other way round."""
    for back, year in years.items():
        classes = list(cooperative.classrooms.filter(year=year))
        if not classes or (back == 0 and cooperative.number not in (1, 6, 8, 9, 10, 14, 17, 18, 19, 20)):
            continue
        paid = None if back == 0 and cooperative.number == 10 else date(year.starts.year, 9, 25)
        committed = None if back == 0 and cooperative.number == 9 else date(year.starts.year, 9, 18)
        Affiliation.objects.create(
            cooperative=cooperative,
            year=year,
            state=Affiliation.State.VALID if paid and committed else Affiliation.State.SENT,
            pupil_count=sum(classroom.pupil_count for classroom in classes),
            adult_count=sum(classroom.adult_count for classroom in classes),
            paid_on=paid,
            commitment_on=committed,
        )
