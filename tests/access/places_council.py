"""The council of an association whose addresses are asked."""

from functools import cached_property
from uuid import uuid4

from councils.models import AgendaItem, Council, CouncilMeeting
from councils.services.adults import call_adults, hold_adults
from councils.services.agenda import suggest_item
from councils.services.ballot_drafts import BallotDraft, OptionDraft
from councils.services.ballots import prepare_ballot
from councils.services.meetings import next_item, open_meeting
from councils.services.rules import set_law
from councils.services.slips import put_in_box
from occe.kit.actors import PupilActor
from occe.kit.dates import today
from tests.access.places_people import PeoplePlaces
from tests.cooperatives.drafts import year_of_today


class CouncilPlaces(PeoplePlaces):
    """The council's room of Claire's cooperative."""

    @cached_property
    def class_council(self):
        """The council of Claire's class; the class next door has its own."""
        councils = [Council(cooperative=self.cooperative, year=self.year, classroom=self.classroom),
                    Council(cooperative=self.cooperative, year=self.year, classroom=self.next_door)]  # fmt: skip
        return Council.objects.bulk_create(councils)[0]

    @cached_property
    def class_decision(self):
        return self.class_council.decisions.create(number=1, date=self.year.starts, text=f"Un métier {self.mark}")

    @cached_property
    def sitting(self):
        """A sitting of the class's council that is open, its first item in hand."""
        by = self.actor(self.claire)
        meeting = CouncilMeeting.objects.create(council=self.class_council)
        AgendaItem.objects.create(council=self.class_council, meeting=meeting, title=f"Un jardin {self.mark}")
        open_meeting(meeting, by=by)
        next_item(meeting, by=by)
        return meeting

    @cached_property
    def sitting_item(self):
        return self.sitting.items.get()

    @cached_property
    def rule(self):
        """A law on the class's poster."""
        return set_law(self.class_council, text=f"On écoute {self.mark}.", by=self.actor(self.claire))

    @cached_property
    def note(self):
        """Lina's petit mot in the box of her class."""
        here = {"class_session_id": self.open_class.pk, "classroom_id": self.classroom.pk}
        by = PupilActor(self.lina.pk, cooperative_id=self.cooperative.pk, federation_id=self.federation.pk, **here)
        return put_in_box(self.class_council, kind="idea", text=f"Planter une {self.mark}.", by=by, public_id=uuid4())

    @cached_property
    def ballot(self):
        """A vote that is prepared on it."""
        choices = tuple(OptionDraft(f"{place} {self.mark}") for place in ("Le pré", "La cour"))
        draft = BallotDraft("thing", "secret", "paper", f"Où, {self.mark} ?", options=choices)
        return prepare_ballot(self.sitting_item, draft=draft, by=self.actor(self.claire))

    @cached_property
    def adult_meeting(self):
        """A meeting of the adults' council that was held today."""
        year_of_today(self)
        by = self.actor(self.claire)
        called = call_adults(self.cooperative, on=today(), agenda=f"Les comptes {self.mark}", by=by)
        return hold_adults(called, present=4, present_words="", minutes=f"On a parlé de {self.mark}.", by=by)

    @cached_property
    def school_item(self):
        """What the school's council will speak of."""
        council = Council.objects.get_or_create(cooperative=self.cooperative, year=self.year, classroom=None)[0]
        by, title = self.actor(self.claire), f"La cour {self.mark}"
        return suggest_item(council, kind="idea", title=title, by=by, request_id=uuid4())
