"""Two associations of the same shape, with one object of each kind that an address may name."""

from datetime import date
from functools import cached_property
from itertools import chain

from cooperatives.models import ExportJob
from cooperatives.services import applying
from cooperatives.services.guests import renew_link
from desk.services.staff import invite_staff
from members.models import Notification
from occe.kit.actors import Adult, Role, System
from support.models import HelpTicket
from tests.access.places_council import CouncilPlaces
from tests.access.places_money import MoneyPlaces
from tests.access.places_people import PeoplePlaces
from tests.access.places_stories import StoryPlaces
from tests.cooperatives.drafts import year_of_today
from tests.desk.rows import make_request
from tests.website.rows import make_news
from tests.world import (
    make_federation,
    make_mandate,
    make_pupils,
    make_school,
    make_user,
)
from website.models import ContactMessage, Page, Partner, SitePicture, TimelineEntry
from website.services.pages import save_page


class Places(MoneyPlaces, CouncilPlaces, StoryPlaces):
    """The cast, with one object of each kind that a URL may name; all of them are Claire's cooperative's."""

    @cached_property
    def ticket(self):
        """Claire's question to her association."""
        facts = {"federation": self.federation, "cooperative": self.cooperative, "asked_by": self.claire}
        return HelpTicket.objects.create(subject=f"Un achat {self.mark}", question=f"Peut-on ? {self.mark}", **facts)

    @cached_property
    def registration(self):
        """Claire's own, still a draft."""
        year_of_today(self)
        return applying.begin_registration(self.federation, by=self.actor(self.claire))

    @cached_property
    def claimable(self):
        """Begun without an account, under an address that is Claire's."""
        year_of_today(self)
        asked = {"first_name": "Claire", "last_name": self.mark, "email": self.claire.email}
        return applying.begin_as_guest(self.federation, by=self.actor(None), **asked)

    @cached_property
    def link(self) -> str:
        """The token of the letter that leads to the draft above."""
        return renew_link(self.claimable.link, by=System())

    @cached_property
    def sent_registration(self):
        """Nina's, whose address was never proved."""
        self.nina.emailaddress_set.update(verified=False)
        return make_request(self.federation, self.year, self.nina, None, described_name=f"École {self.mark} bis")

    @cached_property
    def notification(self):
        kind, told = "desk.approved", {"cooperative": self.mark}
        return Notification.objects.create(
            user=self.claire, kind=kind, parameters=told, url_id=self.cooperative.public_id
        )

    @cached_property
    def invitation(self):
        email = f"{self.host}-invited@ecole.example"
        return invite_staff(self.federation, email=email, role=Role.ANIMATOR, by=System())[0]

    @cached_property
    def export(self):
        """Martine's file of the annual report, ready."""
        asked = {"year": self.year.slug, "shape": "csv", "language": "fr"}
        facts = {"requested_by": self.martine, "kind": "annual-report", "parameters": asked, "state": "done"}
        return ExportJob.objects.create(federation=self.federation, file=self.picture, **facts)

    @cached_property
    def news(self):
        words = {"title_en": f"News {self.mark}", "picture_alt_fr": "Un pré", "picture_alt_en": "A meadow"}
        return make_news(self.federation, f"Une {self.mark}", slug="une", picture=self.picture, **words)

    @cached_property
    def partner(self):
        return Partner.objects.create(federation=self.federation, name=f"Commune {self.mark}")

    @cached_property
    def site_picture(self):
        words = {"alt_fr": f"Un pré, {self.mark}", "alt_en": f"A meadow, {self.mark}"}
        return SitePicture.objects.create(federation=self.federation, file=self._stored("text"), **words)

    @cached_property
    def step(self):
        texts = {"text_fr": f"Naissance {self.mark}", "text_en": f"Birth {self.mark}"}
        return TimelineEntry.objects.create(federation=self.federation, date=date(2012, 3, 14), **texts)

    @cached_property
    def message(self):
        facts = {"name": self.mark, "email": "x@ecole.example", "message": f"Bonjour {self.mark}", "language": "fr"}
        return ContactMessage.objects.create(federation=self.federation, **facts)

    @cached_property
    def page(self):
        """The text of a page, written by Martine."""
        words = {"title_fr": f"Mission {self.mark}", "title_en": "Mission", "body_fr": self.mark, "body_en": "Words"}
        by = Adult(self.martine.pk, self.federation.pk, frozenset({Role.ADMINISTRATOR}))
        return save_page(self.federation, Page.Slug.MISSION, by=by, **words)

    def build(self) -> "Places":
        """Everything at once: each page then lists what it can list, and no request comes before an object."""
        for name, value in chain.from_iterable(
            vars(kind).items() for kind in (PeoplePlaces, CouncilPlaces, MoneyPlaces, StoryPlaces, Places)
        ):
            if isinstance(value, cached_property):
                getattr(self, name)
        return self


class Abroad(Places):
    """Another association, with the same people and things under another mark: nothing of it may be seen from here."""

    mark = "Zibeline"
    pupils_called = ("Cunégonde", "Théodule", "Zénobie")
    pupil_next_door = "Wilfrid"
    host = "lozere.example"

    def user(self, first_name: str, **fields):
        return make_user(first_name, email=f"{first_name.lower()}@{self.host}", last_name=self.mark)

    @cached_property
    def federation(self):
        return make_federation("lozere", "048", name=f"Association {self.mark}", hosts=[self.host])

    @cached_property
    def school(self):
        return make_school("0480001A", f"École {self.mark}", commune=f"Bourg-{self.mark}", department="048")

    @cached_property
    def claire(self):
        user = self.user("Claire")
        make_mandate(self.cooperative, user)
        return user

    @cached_property
    def nina(self):
        return self.user("Nina")

    @cached_property
    def martine(self):
        user = self.user("Martine")
        self.federation.staff_roles.create(user=user, role=Role.ADMINISTRATOR, starts_on=date(2020, 9, 1))
        return user

    @cached_property
    def _pupils(self):
        return make_pupils(self.classroom, *self.pupils_called, level="CE1")


class TwoAssociations(Places):
    """The first association, while the other one stands beside it; Felix is staff of the other."""

    @cached_property
    def abroad(self) -> Abroad:
        return Abroad()

    @cached_property
    def other_federation(self):
        return self.abroad.federation
