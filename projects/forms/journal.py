"""Text and files to values for the journal: a child's forms and an adult's, which differ in their sentences alone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom
from members.models import Pupil
from members.queries_pupils import called, roll
from occe.kit.dates import today
from occe.kit.fields import DayField
from occe.kit.forms import HouseHelper
from occe.kit.uploads.kinds import PHOTOS, SOUNDS, Kind
from occe.kit.uploads.pipeline import CleanFile, clean_upload
from occe.kit.uploads.refusals import UploadRefused
from projects.models import Piece
from projects.services.journal import LONGEST_RETURN, LONGEST_TITLE
from projects.services.pieces import LONGEST_SUMMARY, LONGEST_TEXT

COLUMNS, ROWS = 8, 6
"""The grid of places that are touched where there is no script."""
CELLS = [(f"{column}-{row}", f"{column}-{row}") for row in range(ROWS) for column in range(COLUMNS)]
MOST_CUT = 90


class TitleForm(forms.Form):
    """What a page is called."""

    use_required_attribute = False
    title = forms.CharField(
        label=_("Titre"), max_length=LONGEST_TITLE, required=True, error_messages={"required": _("Écris un titre.")}
    )


class AdultTitleForm(TitleForm):
    """A page that an adult begins: for which class, of which day."""

    classroom = forms.ModelChoiceField(
        Classroom.objects.none(), label=_("Pour quelle classe\u00a0?"), to_field_name="public_id", empty_label=None
    )
    on = DayField(label=_("Le"), initial=today)

    def __init__(self, *args: Any, classrooms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].error_messages["required"] = _("Donnez un titre à la page.")
        self.fields["classroom"].queryset = classrooms
        self.fields["classroom"].label_from_instance = lambda one: f"{one.name} ({one.year})"
        self.fields["classroom"].initial = classrooms.first()
        self.helper = HouseHelper(_("Commencer la page"))


class WordsForm(forms.Form):
    """A text, or what a picture shows and a sound says."""

    use_required_attribute = False
    words = forms.CharField(required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, kind: str = Piece.Kind.TEXT, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["words"]
        if kind != Piece.Kind.TEXT:
            field.max_length = LONGEST_SUMMARY
            field.widget.attrs["rows"] = 3
        field.widget.attrs["maxlength"] = field.max_length


class FileForm(forms.Form):
    """A drawing, a photo or a sound: made in the page (`made`), taken now, or chosen."""

    use_required_attribute = False
    made = forms.FileField(required=False, allow_empty_file=True)
    taken = forms.FileField(required=False, allow_empty_file=True)
    chosen = forms.FileField(required=False, allow_empty_file=True)

    def __init__(self, *args: Any, kind: str, for_child: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.for_child = kind, for_child

    @property
    def accept(self) -> frozenset[Kind]:
        return SOUNDS if self.kind == Piece.Kind.SOUND else PHOTOS

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        sent = values.get("made") or values.get("taken") or values.get("chosen")
        values["clean_file"] = self._clean_file(sent) if sent else None
        if not sent and not self.errors:
            self.add_error(None, NOTHING_SENT[self.kind][0 if self.for_child else 1])
        return values

    def _clean_file(self, sent: Any) -> CleanFile | None:
        name, declared = sent.name or "", sent.content_type or ""
        try:
            return clean_upload(sent, name=name, declared_type=declared, accept=self.accept)
        except UploadRefused as refused:
            self.add_error(None, refused.for_children if self.for_child else str(refused))
            return None


NOTHING_SENT = {
    Piece.Kind.DRAWING: (_("Il n’y a pas encore de dessin. Dessine, ou prends ton dessin en photo."),
                         _("Il n’y a pas encore de dessin. Choisissez sa photo.")),
    Piece.Kind.PHOTO: (_("Il n’y a pas encore de photo. Prends-en une avec la tablette."),
                       _("Il n’y a pas encore de photo. Choisissez-en une.")),
    Piece.Kind.SOUND: (_("Il n’y a pas encore de son. Enregistre, ou choisis un fichier."),
                       _("Il n’y a pas encore de son. Enregistrez, ou choisissez un fichier.")),
}  # fmt: skip


class _OfClass(forms.Form):
    """Children of the class of a page, by their public number; their faces are the page's."""

    use_required_attribute = False

    def __init__(self, *args: Any, classroom: Classroom, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = roll(classroom)
        self.children = Pupil.objects.filter(pk__in=[row.pupil_id for row in rows])
        for name in ("pupils", "authors"):
            if name in self.fields:
                self.fields[name].queryset = self.children
                self.fields[name].label_from_instance = called


class PeopleForm(_OfClass):
    """Who is seen or heard. Touching a child and nothing else says « des élèves »."""

    people = forms.ChoiceField(
        label=_("Qui voit-on, qui entend-on\u00a0?"), choices=Piece.People.choices[1:], required=False
    )
    pupils = forms.ModelMultipleChoiceField(Pupil.objects.none(), required=False, to_field_name="public_id")

    def clean_people(self) -> str:
        return self.cleaned_data["people"] or Piece.People.CHILDREN


class AuthorsForm(_OfClass):
    """Who made it."""

    made_by = forms.ChoiceField(label=_("Qui l’a fait\u00a0?"), choices=Piece.MadeBy.choices, required=False)
    authors = forms.ModelMultipleChoiceField(Pupil.objects.none(), required=False, to_field_name="public_id")

    def clean_made_by(self) -> str:
        return self.cleaned_data["made_by"] or Piece.MadeBy.CHILDREN


class PieceForm(PeopleForm, AuthorsForm, WordsForm):
    """All that an adult says about a piece, on one page; of a work of all, that all children of the class made it."""

    def __init__(self, *args: Any, piece: Piece, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "words": piece.words, "people": piece.people, "made_by": piece.made_by,
            "pupils": [pupil.public_id for pupil in piece.shows.all()],
            "authors": [pupil.public_id for pupil in piece.authors.all()],
        }  # fmt: skip
        super().__init__(*args, classroom=piece.entry.classroom, kind=piece.kind, **kwargs)
        if piece.made_by == Piece.MadeBy.TOGETHER and not kwargs["initial"]["authors"]:
            self.initial["authors"] = [pupil.public_id for pupil in self.children.filter(kind=Pupil.Kind.CHILD)]
        self.fields["people"].widget = forms.RadioSelect(choices=Piece.People.choices[1:])
        self.fields["made_by"].widget = forms.RadioSelect(choices=Piece.MadeBy.choices)
        if piece.kind in (Piece.Kind.TEXT, Piece.Kind.DRAWING):
            del self.fields["people"], self.fields["pupils"]

    def clean_people(self) -> str:
        return self.cleaned_data["people"] or Piece.People.UNKNOWN

    def clean(self) -> dict[str, Any]:
        """An adult who ticks children and nothing else says « des élèves », as a child does."""
        said = super().clean() or self.cleaned_data
        if said.get("people") == Piece.People.UNKNOWN and said.get("pupils"):
            said["people"] = Piece.People.CHILDREN
        return said


class ChangeForm(forms.Form):
    """What becomes unknowable on a picture and what is cut off its edges.

    `boxes` are drawn on the picture ("x,y,width,height" in thousandths, one after a semicolon); `cells` are touched on
    a grid, which needs no script. What is cut off each edge is in hundredths of the side.
    """

    use_required_attribute = False
    boxes = forms.RegexField(r"^(\d{1,4}(,\d{1,4}){3}(;|$))*$", required=False, widget=forms.HiddenInput)
    cells = forms.MultipleChoiceField(choices=CELLS, required=False)
    left = forms.IntegerField(label=_("à gauche"), required=False, min_value=0, max_value=MOST_CUT)
    right = forms.IntegerField(label=_("à droite"), required=False, min_value=0, max_value=MOST_CUT)
    top = forms.IntegerField(label=_("en haut"), required=False, min_value=0, max_value=MOST_CUT)
    bottom = forms.IntegerField(label=_("en bas"), required=False, min_value=0, max_value=MOST_CUT)

    @property
    def grid(self) -> list[tuple[str, str, bool]]:
        """Each place: its value, what it is called, whether it was touched."""
        touched = self["cells"].value() or []
        names = [_("rang %(row)s, colonne %(column)s") % {"row": row + 1, "column": column + 1}
                 for row in range(ROWS) for column in range(COLUMNS)]  # fmt: skip
        return [(value, name, value in touched) for (value, _same), name in zip(CELLS, names, strict=True)]

    def changes(self) -> dict[str, Any]:
        """The boxes to blur, and the one to keep if anything is cut off."""
        said = self.cleaned_data
        drawn = [tuple(int(value) for value in box.split(",")) for box in said["boxes"].split(";") if box]
        left, top = (said["left"] or 0) * 10, (said["top"] or 0) * 10
        width, height = 1000 - left - (said["right"] or 0) * 10, 1000 - top - (said["bottom"] or 0) * 10
        crop = (left, top, max(0, width), max(0, height))
        return {"blur": drawn + _joined(said["cells"]), "crop": None if crop == (0, 0, 1000, 1000) else crop}


def _joined(cells: list[str]) -> list[tuple[int, int, int, int]]:
    """The touched places as boxes: neighbours of one row become one box, so that a face is not averaged in pieces."""
    touched = {tuple(int(value) for value in cell.split("-")) for cell in cells}
    width, height = -(-1000 // COLUMNS), -(-1000 // ROWS)
    boxes = []
    for row in range(ROWS):
        column = 0
        while column < COLUMNS:
            first = column
            while (column, row) in touched:
                column += 1
            if column > first:
                boxes.append((first * 1000 // COLUMNS, row * 1000 // ROWS, (column - first) * width, height))
            column += 1
    return boxes


class ReturnForm(forms.Form):
    """One sentence for the child who wrote the page."""

    use_required_attribute = False
    words = forms.CharField(
        label=_("Ce qu’il faut reprendre"), max_length=LONGEST_RETURN, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Une phrase, sans prénom. L’enfant la lit sur sa page."),
        error_messages={"required": _("Dites ce qu’il faut reprendre.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper()
