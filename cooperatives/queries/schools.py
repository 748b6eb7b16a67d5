"""What stands already in a school: its cooperative, a request that is under way; and what may be this school too."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cooperatives.models import Classroom, Cooperative, Federation, Registration, School
from occe.kit.folded import fold


def department_of_postcode(postcode: str) -> str:
    """The department of a postcode as the directory writes it: `15240` gives `015`, `20000` `02A`, `97400` `974`."""
    if postcode.startswith(("97", "98")):
        return postcode[:3]
    if postcode.startswith("20"):
        return "02A" if postcode[2:3] in ("0", "1") else "02B"
    return f"0{postcode[:2]}"


def schools_found(federation: Federation, text: str) -> QuerySet[School]:
    """Schools of the association's departments by code, name or commune; those that cannot be chosen are found too."""
    ours = School.objects.in_departments(federation.departments).search(text)
    return ours.order_by("commune", "name", "pk")


def school_wide_cooperative(registration: Registration) -> Cooperative | None:
    """The living cooperative (of the school, or its club) in which a class fund can be opened instead of a new one.

    Grouped rural schools share one: it is found from each of its sites, those that it names and those where one of its
    classes sits in a year that is open.
    """
    if registration.school_id is None:
        return None
    school = registration.school_id
    classes_here = Classroom.objects.filter(school=school, year__closed_at__isnull=True).values("cooperative")
    return (
        Cooperative.objects.active()
        .filter(Q(school=school) | Q(other_schools=school) | Q(pk__in=classes_here))
        .filter(federation=registration.federation_id)
        .exclude(kind=Cooperative.Kind.CLASS)
        .order_by("number")
        .first()
    )


def open_request_for(registration: Registration) -> Registration | None:
    """Another request that is already on its way for the same school and the same form; of a class, for that class."""
    same = Registration.objects.open().filter(federation=registration.federation_id, kind=registration.kind)
    if registration.school_id:
        same = same.filter(school=registration.school_id)
    else:
        same = same.filter(
            school__isnull=True,
            described_name__iexact=registration.described_name,
            described_postcode=registration.described_postcode,
        )
    return next(iter(_of_the_same_class(same, registration)), None)


@dataclass(frozen=True)
class Likeness:
    """What may be meant by the same school as a request: the requests that are open, the cooperatives that live."""

    requests: list[Registration]
    cooperatives: list[Cooperative]

    def __bool__(self) -> bool:
        return bool(self.requests or self.cooperatives)


def resembling(registration: Registration) -> Likeness:
    """What may be the school of this request under another row: the same name, in the same commune or postcode.

    One teacher finds the school in the directory, the next describes it: no key says that they are one. Whatever has
    this very school is left out. Two queries, and one more for classes.
    """
    here = _Place.of_request(registration)
    if not here.name:
        return Likeness([], [])
    named = Q(school__folded__contains=here.name) | Q(school__isnull=True)
    asked = Registration.objects.open().filter(named, federation=registration.federation_id, kind=registration.kind)
    asked = asked.select_related("school", "applicant").order_by("sent_at")
    living = Cooperative.objects.active().filter(federation=registration.federation_id, folded__contains=here.name)
    living = living.exclude(pk=registration.cooperative_id).select_related("school")
    return Likeness(
        [
            one
            for one in _of_the_same_class(asked, registration)
            if _is_another(one, registration) and _Place.of_request(one).is_like(here)
        ],
        [
            one
            for one in living
            if one.school_id != registration.school_id and _Place.of_school(one.school).is_like(here)
        ],
    )


@dataclass(frozen=True)
class _Place:
    """A school's name, commune and postcode, folded: "" where unknown."""

    name: str
    commune: str
    postcode: str

    @classmethod
    def of_school(cls, school: School) -> "_Place":
        return cls(fold(school.name), fold(school.commune), school.postcode)

    @classmethod
    def of_request(cls, registration: Registration) -> "_Place":
        if registration.school:
            return cls.of_school(registration.school)
        written = fold(registration.described_name), fold(registration.described_commune)
        return cls(*written, registration.described_postcode)

    def is_like(self, other: "_Place") -> bool:
        there = (self.commune and self.commune == other.commune) or (self.postcode and self.postcode == other.postcode)
        return self.name == other.name and bool(there)


def _is_another(one: Registration, registration: Registration) -> bool:
    """Whether two requests do not name one row of the directory."""
    return one.school_id is None or one.school_id != registration.school_id


def _of_the_same_class(requests: QuerySet[Registration], registration: Registration) -> list[Registration]:
    """The other requests; of those for a class, the ones that name the same class."""
    others = requests.exclude(pk=registration.pk)
    if registration.kind != Cooperative.Kind.CLASS:
        return list(others)
    mine = {fold(row.name) for row in registration.classes.all()}
    return [one for one in others.prefetch_related("classes") if mine & {fold(row.name) for row in one.classes.all()}]
