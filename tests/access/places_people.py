"""The people of an association whose addresses are asked, and what their class, council and projects hold."""

from datetime import date
from functools import cached_property
from hashlib import sha256
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from PIL import Image

from cooperatives.models import DayPass, Mandate, StoredFile
from cooperatives.services.guests import cookie_name, cookie_value
from cooperatives.services.people import use_day_pass
from councils.models import Council, Decision
from members.presence import COOKIE
from members.services import pupil_sign_in
from members.services.jobs import add_job
from occe.kit.actors import PupilActor, Role, System
from occe.kit.tokens import hash_token
from occe.kit.uploads.pipeline import CleanFile
from projects.models import ActivityReport
from projects.services.journal import begin_entry
from projects.services.pieces import add_photo
from tests.projects.rows import make_sheet
from tests.website.rows import make_project
from tests.world import (
    SECRET,
    World,
    make_classroom,
    make_device,
    make_mandate,
    make_open_class,
    make_pupils,
    make_school,
    make_user,
)


class PeoplePlaces(World):
    """The cast, with one object of each kind that a URL may name; all of them are Claire's cooperative's.

    `mark` stands in every text that somebody writes here, and in nothing that another association writes.
    """

    mark = "Églantine"
    pupils_called = ("Lina", "Noé", "Zoé")
    pupil_next_door = "Tom"
    host = "testserver"

    def user(self, first_name: str, **fields):
        return make_user(first_name, **fields)

    def found_in(self, text: str) -> set[str]:
        """What a text tells of this association: its mark, and its pupils' names (no text may hold both)."""
        return {word for word in (self.mark, *self.pupils_called, self.pupil_next_door) if word in text}

    @cached_property
    def school(self):
        return make_school(name=f"École {self.mark}", commune=f"Bourg-{self.mark}")

    @cached_property
    def paul(self):
        """A teacher of Claire's class, without a mandate."""
        user = self.user("Paul")
        self.classroom.teachers.create(user=user, starts_on=date(2025, 9, 1))
        return user

    @cached_property
    def next_door(self):
        """The other class of Claire's cooperative, open too."""
        return make_classroom(self.cooperative, self.year, "CM1-CM2")

    @cached_property
    def bruno(self):
        """The teacher of the class next door, without a mandate."""
        user = self.user("Bruno")
        self.next_door.teachers.create(user=user, starts_on=date(2025, 9, 1))
        return user

    @cached_property
    def tom(self):
        """A pupil of the class next door."""
        return make_pupils(self.next_door, self.pupil_next_door, level="CM1")[0]

    @cached_property
    def door_next_door(self):
        return make_open_class(self.next_door, self.bruno)

    @cached_property
    def odile(self):
        """Mandataire of this cooperative until last summer."""
        user = self.user("Odile")
        ended = {"state": Mandate.State.ENDED, "ends_on": date(2025, 9, 1), "rank": 2}
        make_mandate(self.cooperative, user, **ended)
        return user

    @cached_property
    def anne(self):
        """Animator of the association."""
        user = self.user("Anne")
        self.federation.staff_roles.create(user=user, role=Role.ANIMATOR, starts_on=date(2020, 9, 1))
        return user

    def client_next_door(self) -> Client:
        """A tablet of the class next door, with Tom signed in."""
        device, _token = make_device(self.door_next_door)
        _turn, token = pupil_sign_in.sign_in(device, pupil=self.tom, pictures=SECRET)
        client = self.client()
        client.cookies[COOKIE] = token
        return client

    def substitute_client(self) -> Client:
        """A browser in which today's pass of Claire's class was typed."""
        code = "ACDE-FGHJ"
        code_hash = hash_token("ACDEFGHJ")
        DayPass.objects.create(
            classroom=self.classroom, day=timezone.localdate(), code_hash=code_hash, made_by=self.claire
        )
        day_pass = use_day_pass(code, federation=self.federation, holder="Madame Vidal", by=self.actor(None))
        client = self.client()
        client.cookies[cookie_name()] = cookie_value(day_pass.link)
        return client

    @cached_property
    def journal_page(self):
        """A page that Lina is writing about the project."""
        here = {"class_session_id": self.open_class.pk, "classroom_id": self.classroom.pk}
        by = PupilActor(self.lina.pk, cooperative_id=self.cooperative.pk, federation_id=self.federation.pk, **here)
        return begin_entry(self.project, classroom=self.classroom, title=f"Une page {self.mark}", by=by)

    @cached_property
    def journal_photo(self):
        """A photo on it."""
        content = f"{self.mark} photo".encode()
        clean = CleanFile("image/webp", "webp", content, content, 80, 60, sha256(content).hexdigest())
        return add_photo(self.journal_page, picture=clean, by=self.actor(self.claire))

    @cached_property
    def activity_report(self):
        """Claire's, still a draft."""
        return ActivityReport.objects.create(cooperative=self.cooperative, year=self.year, words_next=self.mark)

    @cached_property
    def project(self):
        """Published, on a cooperative that opened its public page."""
        type(self.cooperative).objects.filter(pk=self.cooperative.pk).update(public_page=True)
        told = {"slug": "haie", "story": f"On a planté. {self.mark}", "launched": self.year.starts}
        return make_project(self.cooperative, f"La haie {self.mark}", **told)

    @cached_property
    def task(self):
        return self.project.tasks.create(title="Arroser")

    @cached_property
    def skill(self):
        return self.federation.skills.get_or_create(words_fr="Semer", cycle=2)[0]

    @cached_property
    def project_invitation(self):
        """Claire's class is asked to take part."""
        return self.project.invitations.create(classroom=self.classroom, invited_by=self.claire)

    @cached_property
    def consent_sheet(self):
        """What the families of Claire's class were asked."""
        return make_sheet(self.classroom, by=self.claire, title=f"La haie {self.mark}")

    @cached_property
    def council(self):
        council = Council.objects.create(cooperative=self.cooperative, year=self.year)
        Decision.objects.create(council=council, number=1, date=date(2025, 10, 1), text=f"Acheter une {self.mark}")
        return council

    @cached_property
    def decision(self):
        return self.council.decisions.get()

    @cached_property
    def job(self):
        return add_job(self.classroom, kind="treasurer", by=System())

    @cached_property
    def file(self):
        return self._stored("receipt")

    @cached_property
    def picture(self):
        return self._stored("news")

    def _stored(self, name: str):
        out = BytesIO()
        Image.new("RGB", (2, 1)).save(out, "WEBP")
        path = default_storage.save(f"access/{name}.webp", ContentFile(out.getvalue()))
        facts = {"path": path, "thumbnail_path": path, "sha256": "0" * 64, "content_type": "image/webp"}
        facts |= {"size": len(out.getvalue()), "width": 2, "height": 1}
        return StoredFile.objects.create(federation=self.federation, **facts)

    @cached_property
    def mandate(self):
        self.claire
        return self.cooperative.mandates.get(user=self.claire)

    @cached_property
    def role(self):
        return self.martine.staff_roles.get()

    @cached_property
    def teaching(self):
        self.paul
        return self.classroom.teachers.get(user=self.paul)

    @cached_property
    def day_pass(self):
        return DayPass.objects.create(
            classroom=self.classroom, day=date(2026, 6, 1), code_hash=self.host[0] * 64, made_by=self.claire
        )
