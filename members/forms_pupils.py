"""Forms of the class and its pupils: text to values. What changes a row is in the services."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom
from members.models import Enrolment, Pupil, ReadingAge
from members.names import (
    LONGEST_NAME,
    MOST_NAMES,
    ReadName,
    TooManyNames,
    read_names,
    surname_leads,
    tidy_name,
    told_apart,
)
from members.queries_pupils import called, roll
from members.services.picture_codes import BOARD, LENGTH
from members.services.roster import MOST_GUEST_CARDS, NewPupil, propose_pictures, usual_reading_age
from occe.kit.drawing.picturenames import PICTURES, TINTS
from occe.kit.forms import HouseHelper

CODE_LENGTH = 6


# --- coming in (children) --------------------------------------------------------------------------------------------


class CodeForm(forms.Form):
    """The six digits of the class, typed at a keyboard or one key at a time (`key`: a digit, or "erase")."""

    code = forms.CharField(
        label=_("Le code de la classe"),
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "pattern": "[0-9 ]*", "data-code": ""}
        ),
    )
    key = forms.CharField(required=False, max_length=5)

    def clean_code(self) -> str:
        return "".join(sign for sign in self.cleaned_data["code"] if sign in "0123456789")

    def clean(self) -> dict[str, Any]:
        """`code` after the key, `complete` when it should be tried now."""
        values = super().clean() or self.cleaned_data
        code, key = values.get("code", ""), values.get("key", "")
        if key == "erase":
            code = code[:-1]
        elif key.isdecimal() and len(key) == 1:
            code = (code + key)[:CODE_LENGTH]
        tried = key == "" or (len(code) == CODE_LENGTH and key != "erase")
        if key == "" and len(code) != CODE_LENGTH:
            self.add_error("code", _("Le code a six chiffres. Regarde le tableau."))
        return {"code": code, "complete": tried and len(code) == CODE_LENGTH}


class SecretForm(forms.Form):
    """The pictures touched so far (`taps`) and the one touched now (`picture`)."""

    taps = forms.CharField(required=False, max_length=60)
    picture = forms.ChoiceField(choices=[(key, key) for key in BOARD], required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        taps = [key for key in values.get("taps", "").split() if key in BOARD]
        if values.get("picture"):
            taps.append(values["picture"])
        return {"pictures": taps[:LENGTH]}


class SubstituteForm(forms.Form):
    """The sealed code of a day pass."""

    code = forms.CharField(
        label=_("Le code du passe"), max_length=40, error_messages={"required": _("Écrivez le code de votre passe.")}
    )
    holder = forms.CharField(
        label=_("Votre nom"),
        max_length=80,
        error_messages={"required": _("Écrivez votre nom.")},
        help_text=_("Il est gardé avec le passe : l’école saura qui a ouvert la classe."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Ouvrir la classe"))


# --- the list (adults) -----------------------------------------------------------------------------------------------


class NamesForm(forms.Form):
    """What a teacher types or pastes. Only first names come out of it, and nothing of it is kept."""

    level = forms.ChoiceField(label=_("Niveau de ces élèves"), required=False)
    text = forms.CharField(
        label=_("Les prénoms"),
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=20_000,
        error_messages={"required": _("Écrivez au moins un prénom.")},
        help_text=_(
            "Un par ligne, ou avec des virgules. Une liste de l’école convient : nous laissons les noms de famille."
        ),
    )
    last_word = forms.NullBooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, classroom: Classroom, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.classroom = classroom
        self.names: list[ReadName] = []
        several = len(classroom.levels) > 1
        if several:
            self.fields["level"].choices = [("", _("Je le dirai pour chacun"))] + [
                (one, one) for one in classroom.levels
            ]
        else:
            del self.fields["level"]
        self.helper = HouseHelper(_("Lire la liste"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if "text" not in values:
            return values
        try:
            read = read_names(values["text"], last_word=values.get("last_word"))
        except TooManyNames as refused:
            raise ValidationError({"text": refused.as_validation_error()}) from refused
        taken = [row.pupil.first_name for row in roll(self.classroom)]
        self.names = told_apart(read, taken=taken)
        if not self.names:
            self.add_error("text", _("Nous n’avons trouvé aucun prénom. Écrivez-en un par ligne."))
        return values

    def rows(self) -> list[dict[str, Any]]:
        """The proposal to read before it is saved: one row a child, each with a free picture."""
        pictures = propose_pictures(self.classroom, len(self.names))
        rows = []
        for name, (picture, tint) in zip(self.names, pictures, strict=True):
            level = self._level(name)
            rows.append(
                {
                    "public_id": uuid4(),
                    "first_name": name.first_name[:LONGEST_NAME],
                    "level": level,
                    "reading_age": usual_reading_age(level, self.classroom),
                    "picture": f"{picture}-{tint}",
                }
            )
        return rows

    def _level(self, name: ReadName) -> str:
        levels = self.classroom.levels
        if name.level in levels:
            return name.level
        return self.cleaned_data.get("level", "") if len(levels) > 1 else levels[0]

    @property
    def kept_last(self) -> bool:
        """Whether the last word of "Martin Lina" was kept: the page offers the other."""
        settled = self.cleaned_data.get("last_word")
        return surname_leads(self.cleaned_data["text"]) if settled is None else settled

    @property
    def turns(self) -> bool:
        """Whether keeping the other word would change anything: not where surnames stand in capitals."""
        ways = (read_names(self.cleaned_data["text"], last_word=last) for last in (True, False))
        first, last = ([name.first_name for name in names] for names in ways)
        return first != last

    @property
    def dropped(self) -> list[ReadName]:
        """The lines out of which something was left: told once, kept nowhere."""
        return [name for name in self.names if name.dropped or name.others]

    @property
    def several_first_names(self) -> bool:
        """Whether a child's further first names were left: the page says which one is kept."""
        return any(name.others for name in self.names)


class PictureField(forms.CharField):
    """A picture and its tint in one value: `fox-2`."""

    def clean(self, value: Any) -> tuple[str, int]:
        picture, _dash, tint = super().clean(value).rpartition("-")
        if picture not in PICTURES or not tint.isdecimal() or int(tint) not in TINTS:
            raise ValidationError(_("Choisissez une image de la planche."))
        return picture, int(tint)


class NewPupilForm(forms.Form):
    """One child of the proposal; a row without a first name is left out."""

    public_id = forms.UUIDField(widget=forms.HiddenInput)
    picture = PictureField(widget=forms.HiddenInput)
    first_name = forms.CharField(label=_("Prénom ou surnom"), max_length=LONGEST_NAME, required=False)
    level = forms.ChoiceField(label=_("Niveau"), required=False)
    reading_age = forms.TypedChoiceField(label=_("Âge de lecture"), choices=ReadingAge.choices, coerce=int)

    def __init__(self, *args: Any, classroom: Classroom, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", "–")] + [(one, one) for one in classroom.levels]

    def clean_first_name(self) -> str:
        return tidy_name(self.cleaned_data["first_name"])

    @property
    def shown_picture(self) -> tuple[str, int]:
        """The proposed picture, for the page."""
        picture, _dash, tint = str(self["picture"].value()).rpartition("-")
        return (picture, int(tint)) if picture in PICTURES and tint.isdecimal() else ("fox", 0)


class NewPupils(forms.BaseFormSet):
    """The whole proposal. What comes out are `NewPupil`s; an emptied row adds nobody."""

    def clean(self) -> None:
        if not any(self.errors) and not self.new_pupils():
            raise ValidationError(_("Écrivez au moins un prénom."))

    def new_pupils(self) -> list[NewPupil]:
        return [
            NewPupil(
                public_id=values["public_id"],
                first_name=values["first_name"],
                picture=values["picture"],
                level=values["level"],
                reading_age=values["reading_age"],
            )
            for form in self.forms
            if (values := form.cleaned_data) and values.get("first_name")
        ]


NewPupilFormSet = forms.formset_factory(
    NewPupilForm, formset=NewPupils, extra=0, max_num=MOST_NAMES, absolute_max=MOST_NAMES, validate_max=True
)


class OneNameForm(forms.Form):
    """A child who came today, added in the open class."""

    first_name = forms.CharField(
        label=_("Prénom ou surnom"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Écrivez un prénom ou un surnom.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "form-control"}),
    )
    public_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def clean_first_name(self) -> str:
        name = tidy_name(self.cleaned_data["first_name"])
        if not name:
            raise ValidationError(_("Écrivez un prénom ou un surnom."))
        return name

    def new_pupil(self, classroom: Classroom) -> NewPupil:
        """The child with the next free picture and the class's usual reading age."""
        level = classroom.levels[0] if len(classroom.levels) == 1 else ""
        return NewPupil(
            public_id=UUID(str(self.cleaned_data["public_id"])),
            first_name=self.cleaned_data["first_name"],
            picture=propose_pictures(classroom, 1)[0],
            level=level,
            reading_age=usual_reading_age(level, classroom),
        )


class PupilForm(forms.Form):
    """What a class calls a child, its level and reading age."""

    first_name = forms.CharField(
        label=_("Prénom ou surnom"),
        max_length=LONGEST_NAME,
        help_text=_("L’ancien ne se retrouve nulle part."),
        error_messages={"required": _("Écrivez un prénom ou un surnom.")},
    )
    level = forms.ChoiceField(label=_("Niveau"), required=False)
    reading_age = forms.TypedChoiceField(
        label=_("Âge de lecture"),
        choices=ReadingAge.choices,
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("Il change les mots et la taille des lettres, jamais ce qui est noté."),
    )

    def __init__(self, *args: Any, enrolment: Enrolment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", _("Non précisé"))] + [(one, one) for one in enrolment.classroom.levels]
        if enrolment.pupil.is_guest:
            del self.fields["first_name"]
        self.helper = HouseHelper(_("Enregistrer"))


class PictureForm(forms.Form):
    """Another picture for a child."""

    picture = PictureField(error_messages={"required": _("Choisissez une image de la planche.")})


class GuestCardsForm(forms.Form):
    """How many guest cards a class should have."""

    up_to = forms.IntegerField(
        label=_("Cartes invitées dans la classe"),
        min_value=0,
        max_value=MOST_GUEST_CARDS,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
        help_text=_("Douze au plus."),
    )


class MovesForm(forms.Form):
    """Summer: for each pupil a class of the next year, or "leaves"."""

    LEAVES = "leaves"

    def __init__(self, *args: Any, rows: list[Enrolment], targets: list[Classroom], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.targets = rows, {str(target.public_id): target for target in targets}
        choices = [(key, target.name) for key, target in self.targets.items()] + [
            (self.LEAVES, _("quitte la coopérative"))
        ]
        for row in rows:
            self.fields[f"pupil-{row.pupil.public_id}"] = forms.ChoiceField(
                label=called(row.pupil, row.guest_number), choices=choices
            )

    def moves(self) -> dict[Pupil, Classroom | None]:
        """Each pupil with the class to come, or None for who leaves."""
        return {row.pupil: self.targets.get(self.cleaned_data[f"pupil-{row.pupil.public_id}"]) for row in self.rows}


# --- jobs ------------------------------------------------------------------------------------------------------------
