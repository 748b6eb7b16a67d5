"""The published story of an association whose addresses are asked, and what families said about it."""

from functools import cached_property

from occe.kit.actors import System
from projects.services.publication import report_content
from tests.access.places_people import PeoplePlaces
from tests.projects.rows import make_entry, make_photo


class StoryPlaces(PeoplePlaces):
    """The story of Claire's cooperative."""

    @cached_property
    def story_piece(self):
        """A photo with nobody on it, in the published story."""
        entry = make_entry(self.project, self.classroom)
        return make_photo(entry, in_story=True, words=f"La haie {self.mark}", file=self.file)

    @cached_property
    def content_report(self):
        """What a reader finds wrong with it."""
        words = f"Une haie trop petite, {self.mark}"
        return report_content(self.project, reason="wrong", words=words, by=System())
