"""Text to values for voices: a paper as it is marked, what two counters counted, an objection."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.models import Ballot
from councils.queries.ballots import Choice
from councils.ways import FACE_WORDS
from occe.kit.forms import HouseHelper

Way = Ballot.Way


class HandCountForm(forms.Form):
    """What was counted: one figure a choice and counter, or five of them with faces; who chose nothing.

    A pupil who counts (`blind`) begins with empty figures: nobody reads what the other one counted.
    """

    use_required_attribute = False

    def __init__(
        self, *args: Any, ballot: Ballot, choices: list[Choice], counters: int, blind: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ballot, self.choices, self.counters = ballot, choices, tuple(range(1, counters + 1))
        self.judged = ballot.way == Way.JUDGMENT
        written = {} if blind else {count.counter: count for count in ballot.hand_counts.all()}
        for counter in self.counters:
            standing = written.get(counter)
            for choice in choices:
                kept = standing.counts.get(str(choice.position)) if standing else None
                for end in self.ends:
                    self._figure(f"c{counter}_{choice.position}{end}", choice.label, self._part(kept, end))
            self._figure(f"c{counter}_blank", _("Ne choisit pas"), standing.blank if standing else None)

    @property
    def ends(self) -> list[str]:
        return [f"_{mark}" for mark in range(len(FACE_WORDS))] if self.judged else [""]

    def _part(self, kept: Any, end: str) -> int | None:
        return kept[int(end[1:])] if kept is not None and end else kept

    def _figure(self, name: str, label: Any, initial: int | None) -> None:
        sentence = _("Écrivez un nombre, zéro s’il n’y en a pas.")
        self.fields[name] = forms.IntegerField(
            label=label, min_value=0, max_value=999, initial=initial,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            error_messages={"required": sentence, "invalid": sentence, "min_value": sentence},
        )  # fmt: skip

    def table(self) -> list[dict[str, Any]]:
        """For the template: a row a choice (and a face), a cell a counter."""
        rows = []
        for choice in self.choices:
            for end in self.ends:
                name = candidate_name(choice)
                words = f"{name}, {FACE_WORDS[int(end[1:])]}" if end else name
                cells = [self[f"c{counter}_{choice.position}{end}"] for counter in self.counters]
                rows.append({"words": words, "mark": int(end[1:]) if end else None, "cells": cells})
        blanks = [self[f"c{counter}_blank"] for counter in self.counters]
        return [*rows, {"words": _("Ne choisit pas"), "mark": None, "cells": blanks}]

    def counts(self, counter: int) -> tuple[dict[int, Any], int]:
        """What a counter counted, for the services."""
        values = self.cleaned_data
        found: dict[int, Any] = {}
        for choice in self.choices:
            figures = [values[f"c{counter}_{choice.position}{end}"] for end in self.ends]
            found[choice.position] = figures if self.judged else figures[0]
        return found, values[f"c{counter}_blank"]


def candidate_name(choice: Choice) -> str:
    return choice.candidate.first_name if choice.candidate else choice.label


class ObjectionForm(forms.Form):
    """What bothers somebody, in words of nobody."""

    words = forms.CharField(
        label=_("Ce qui gêne, sans dire qui l’a dit"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Écrivez ce qui gêne.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Écrire cette objection"))


class VoteForm(forms.Form):
    """A paper, as a child (or the adult) marks it: `choice` once or several times, or `face_<position>`."""

    def __init__(self, *args: Any, ballot: Ballot, choices: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ballot, self.choices = ballot, choices
        self.several = ballot.way in (Way.APPROVAL, Way.BUDGET) or (ballot.is_election and ballot.seats > 1)
        self.judged = ballot.way == Way.JUDGMENT

    def marked(self) -> dict[int, int]:
        """The marks as they were touched, whatever they are; the box looks at them."""
        if not self.is_bound:
            return {}
        if self.judged:
            touched = {c.position: self.data.get(f"face_{c.position}", "") for c in self.choices}
            return {position: int(mark) for position, mark in touched.items() if mark.isdecimal() and len(mark) < 3}
        touched_ones = self.data.getlist("choice")  # type: ignore[attr-defined]
        return {int(one): 1 for one in touched_ones if one.isdecimal() and len(one) < 5}

    def says_nothing(self) -> bool:
        """Whether it was sent without a mark, and without « Je ne choisis pas »."""
        return not self.marked() and "blank" not in self.data

    def seat(self) -> int:
        """The adult's seat for which the page was made."""
        asked = self.data.get("seat", "")
        return int(asked) if asked.isdecimal() and len(asked) < 4 else 0

    def marks(self) -> dict[int, int]:
        """What goes into the box: nothing at all for « Je ne choisis pas »."""
        return {} if "blank" in self.data else self.marked()

    def rows(self) -> list[dict[str, Any]]:
        """For the template: each choice with what was touched already."""
        marked = self.marked()
        return [{"choice": choice, "mark": marked.get(choice.position)} for choice in self.choices]

    def cents(self) -> int:
        """The sum to share in cents, for the gauge."""
        return int((self.ballot.budget or Decimal(0)) * 100)
