"""One cast for all tests. Each name is built at its first use, so that a test pays for what it names.

Claire is mandataire of the school cooperative of Polminhac; Sonia of another cooperative of the same federation, so
what is Claire's must be hidden from her; Martine (administrator), Tristan (treasurer) and Rita (read-only) are staff;
Felix is staff of another federation and must see nothing at all; Nina has an account and no cooperative.
"""

from datetime import date
from functools import cached_property
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.test import Client

from cooperatives.models import (
    Classroom,
    CommitmentText,
    Cooperative,
    Federation,
    Mandate,
    School,
    SchoolYear,
    StaffRole,
)
from members.models import ClassSession, Pupil, User
from members.presence import COOKIE
from members.services import class_sessions, pupil_sign_in
from members.services.picture_codes import BOARD
from members.services.roster import NewPupil, add_pupils, choose_secret, propose_pictures, usual_reading_age
from occe.kit.actors import Adult, Anonymous, Role, System
from occe.kit.tokens import new_token

PASSWORD = "correct horse battery"
YEAR_STARTS = date(2025, 9, 1)


def make_user(first_name: str, *, verified: bool = True, **fields) -> User:
    """An adult whose address is verified; signs in with PASSWORD."""
    email = fields.pop("email", f"{first_name.lower()}@ecole.example")
    user = User.objects.create_user(
        email, PASSWORD, first_name=first_name, last_name=fields.pop("last_name", "Test"), **fields
    )
    EmailAddress.objects.create(user=user, email=email, verified=verified, primary=True)
    return user


def make_federation(slug: str = "cantal", department: str = "015", **fields) -> Federation:
    federation = Federation.objects.create(
        slug=slug,
        name=fields.pop("name", f"Association départementale {slug}"),
        short_name=fields.pop("short_name", f"OCCE {department[1:]}"),
        departments=[department],
        founded_on=date(2012, 3, 14),
        siret="12345678900011",
        **fields,
    )
    CommitmentText.objects.create(federation=federation, version=1, text_fr="Je m’engage.", text_en="I commit.")
    return federation


def make_year(federation: Federation, starts: date = YEAR_STARTS, **fields) -> SchoolYear:
    return SchoolYear.objects.create(
        federation=federation,
        starts=starts,
        ends=date(starts.year + 1, 8, 31),
        fee_per_member="2.00",
        insurance_per_member="0.25",
        **fields,
    )


def make_school(uai: str = "0159918Z", name: str = "École des Quatre-Chemins-Verts", **fields) -> School:
    return School.objects.create(
        uai=uai,
        name=name,
        kind=fields.pop("kind", School.Kind.PRIMARY),
        commune=fields.pop("commune", "Polminhac"),
        department=fields.pop("department", "015"),
        **fields,
    )


def make_cooperative(federation: Federation, school: School, number: int = 18, **fields) -> Cooperative:
    return Cooperative.objects.create(
        federation=federation,
        school=school,
        number=number,
        name=fields.pop("name", f"Coopérative de {school.name}"),
        approved_on=fields.pop("approved_on", date(2020, 10, 1)),
        account_opened_on=fields.pop("account_opened_on", date(2020, 11, 1)),
        **fields,
    )


def make_classroom(cooperative: Cooperative, year: SchoolYear, name: str = "CP-CE1-CE2", **fields) -> Classroom:
    return Classroom.objects.create(
        cooperative=cooperative,
        school=cooperative.school,
        year=year,
        name=name,
        levels=fields.pop("levels", name.split("-")),
        pupil_count=fields.pop("pupil_count", 19),
        adult_count=fields.pop("adult_count", 1),
        **fields,
    )


def make_mandate(cooperative: Cooperative, user: User, **fields) -> Mandate:
    return Mandate.objects.create(
        cooperative=cooperative,
        user=user,
        state=fields.pop("state", Mandate.State.ACTIVE),
        starts_on=fields.pop("starts_on", date(2020, 10, 1)),
        approved_on=fields.pop("approved_on", date(2020, 10, 1)),
        signature_active_on=date(2020, 11, 1),
        **fields,
    )


SECRET = BOARD[:3]
"""Every pupil of the cast has the first three pictures of the board, in order."""


def make_pupils(classroom: Classroom, *first_names: str, level: str = "") -> list[Pupil]:
    """Children of a class, whose secret is SECRET."""
    by = System(classroom.cooperative.federation_id)
    age = usual_reading_age(level, classroom)
    pictures = propose_pictures(classroom, len(first_names))
    new = [NewPupil(uuid4(), name, picture, level, age) for name, picture in zip(first_names, pictures, strict=True)]
    return [choose_secret(row.pupil, pictures=SECRET, by=by) for row in add_pupils(classroom, pupils=new, by=by)]


def make_open_class(classroom: Classroom, teacher: User, **options) -> ClassSession:
    by = Adult(teacher.pk, classroom.cooperative.federation_id)
    return class_sessions.open_class(classroom, by=by, **options)


def make_device(session: ClassSession, *, how: str = "code", let_in: bool = True) -> tuple:
    """A device in an open class, and its cookie."""
    token = new_token()
    return class_sessions.add_device(session, how=how, token=token, let_in=let_in), token


class World:
    """Two federations and the people of the story above; attributes are built when first read."""

    @cached_property
    def federation(self) -> Federation:
        # With two tenants the host name chooses: both are there from the start, so that nothing works by chance.
        federation = make_federation(hosts=["testserver", "127.0.0.1", "localhost"])
        return federation

    @cached_property
    def other_federation(self) -> Federation:
        return make_federation("lozere", "048", hosts=["lozere.example"])

    @cached_property
    def year(self) -> SchoolYear:
        return make_year(self.federation)

    @cached_property
    def next_year(self) -> SchoolYear:
        return make_year(self.federation, date(2026, 9, 1))

    @cached_property
    def school(self) -> School:
        return make_school()

    @cached_property
    def cooperative(self) -> Cooperative:
        """Claire's."""
        return make_cooperative(self.federation, self.school)

    @cached_property
    def classroom(self) -> Classroom:
        return make_classroom(self.cooperative, self.year)

    @cached_property
    def other_cooperative(self) -> Cooperative:
        """Sonia's, in the same federation."""
        school = make_school("0159920B", "École du Châtaignier-Tout-Seul", commune="Leynhac")
        return make_cooperative(self.federation, school, 20)

    @cached_property
    def foreign_cooperative(self) -> Cooperative:
        """In the other federation."""
        school = make_school("0480001A", "École des Marqueurs", commune="Mende", department="048")
        return make_cooperative(self.other_federation, school, 1)

    @cached_property
    def claire(self) -> User:
        user = make_user("Claire")
        make_mandate(self.cooperative, user)
        return user

    @cached_property
    def sonia(self) -> User:
        user = make_user("Sonia")
        make_mandate(self.other_cooperative, user)
        return user

    @cached_property
    def nina(self) -> User:
        self.federation
        return make_user("Nina")

    @cached_property
    def martine(self) -> User:
        return self._staff("Martine", Role.ADMINISTRATOR)

    @cached_property
    def tristan(self) -> User:
        return self._staff("Tristan", Role.TREASURER)

    @cached_property
    def rita(self) -> User:
        return self._staff("Rita", Role.READER)

    @cached_property
    def felix(self) -> User:
        return self._staff("Felix", Role.ADMINISTRATOR, self.other_federation)

    @cached_property
    def lina(self) -> Pupil:
        """In Claire's class, like Noé and Zoé."""
        return self._pupils[0]

    @cached_property
    def noe(self) -> Pupil:
        return self._pupils[1]

    @cached_property
    def zoe(self) -> Pupil:
        return self._pupils[2]

    @cached_property
    def _pupils(self) -> list[Pupil]:
        return make_pupils(self.classroom, "Lina", "Noé", "Zoé", level="CE1")

    @cached_property
    def marius(self) -> Pupil:
        """A child of Sonia's class, whom nobody of Claire's may see."""
        classroom = make_classroom(self.other_cooperative, self.year, "PS-CM2", levels=["PS", "CM2"])
        return make_pupils(classroom, "Marius")[0]

    @cached_property
    def open_class(self) -> ClassSession:
        """Claire's class is open, with Lina, Noé and Zoé on its list."""
        self._pupils
        return make_open_class(self.classroom, self.claire)

    def _staff(self, name: str, role: Role, federation: Federation | None = None) -> User:
        user = make_user(name)
        StaffRole.objects.create(
            federation=federation or self.federation, user=user, role=role, starts_on=date(2020, 9, 1)
        )
        return user

    def actor(self, user: User | None) -> Adult | Anonymous:
        """The actor that the middleware would build for this user in the first federation."""
        if user is None:
            return Anonymous(self.federation.pk)
        roles = StaffRole.objects.filter(user=user, federation=self.federation).in_force(date.today())
        return Adult(user.pk, self.federation.pk, frozenset(Role(r.role) for r in roles))

    def client(self, user: User | None = None) -> Client:
        """A browser without scripts, signed in as this user."""
        self.federation
        client = Client()
        if user:
            client.force_login(user)
        return client

    def pupil_client(self, pupil: Pupil | None = None, *, shared: bool = False, let_in: bool = True) -> Client:
        """A tablet in Claire's open class: with this pupil signed in, or with nobody when none is named."""
        device, token = make_device(self.open_class, how="shared" if shared else "code", let_in=let_in)
        if pupil and shared:
            _turn, token = pupil_sign_in.take_turn(device, pupil=pupil)
        elif pupil:
            _turn, token = pupil_sign_in.sign_in(device, pupil=pupil, pictures=SECRET)
        client = self.client()
        client.cookies[COOKIE] = token
        return client
