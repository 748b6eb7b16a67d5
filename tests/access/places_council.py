"""The council of an association whose addresses are asked."""

from functools import cached_property
from uuid import uuid4

from councils.models import Council
from councils.services.adults import call_adults, hold_adults
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
    def adult_meeting(self):
        """A meeting of the adults' council that was held today."""
        year_of_today(self)
        by = self.actor(self.claire)
        called = call_adults(self.cooperative, on=today(), agenda=f"Les comptes {self.mark}", by=by)
        return hold_adults(called, present=4, present_words="", minutes=f"On a parlé de {self.mark}.", by=by)
