"""The seven plates of a class that acts as one (kindergarten): a council in pictures, one thing on each.

What the children touch lives in the turn's own session, as numbers without a name, and goes with « Au revoir ». The
ballot, the decision and the expense are then written where the grown-ups' are.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from members.queries_pupils import Face
from occe.kit.drawing import categories, money, picturenames
from occe.kit.drawing.canvas import svg
from occe.kit.drawing.paintbox import BLUE, MIST, line, path
from occe.kit.drawing.secretpictures import secret
from occe.kit.euros import format_euros
from occe.kit.words import in_words, number_in_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_CARDS, MOST_TOUCHES, CENTS = 4, 60, 100
KEPT = "members.plates"
"""Where the table lies in the session."""
_CLOUD = path(MIST, "M12 38q-9 0-9-8t8-8q1-10 11-10 9 0 11 8 11-1 12 9-1 9-9 9z")
WEATHER = {
    "sun": (secret("sun"), gettext_lazy("Le soleil")),
    "cloud": (svg(_CLOUD, 48, 48, "secret-picture"), gettext_lazy("Le nuage")),
    "rain": (
        svg(_CLOUD + line(BLUE, 3, "M14 41l-3 6M25 41l-3 6M36 41l-3 6"), 48, 48, "secret-picture"),
        gettext_lazy("La pluie"),
    ),
}


@dataclass(slots=True)
class Table:
    """What lies on the table now: who is here (places on the board), the weather, the cards, the seeds, the money."""

    here: list[int] = field(default_factory=list)
    weather: dict[str, int] = field(default_factory=dict)
    cards: list[str] = field(default_factory=list)
    seeds: dict[str, int] = field(default_factory=dict)
    purse: list[int] = field(default_factory=list)
    smiles: int = 0


def table_of(session: SessionBase) -> Table:
    """The table of the class that acts as one on this device."""
    return Table(**session.get(KEPT, {}))


def euros_laid(session: SessionBase) -> Decimal | None:
    """What lies in the shop's hand, in euros; None when nothing does."""
    cents = sum(table_of(session).purse)
    return Decimal(cents) / CENTS if cents else None


@dataclass(frozen=True, slots=True)
class Tile:
    """Something to touch: its picture, the word that the voice says, how often it was touched, whether it lies here."""

    value: str
    picture: str
    words: "StrOrPromise"
    count: int = 0
    pressed: bool = False
    tint: str = ""

    @property
    def drawn(self) -> SafeString:
        """The picture as the page shows it."""
        return SafeString(self.picture)


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate: `touch` changes the table, `tiles` are what is touched, `said` is the sentence below."""

    number: int
    name: "StrOrPromise"
    picture: str
    tiles: Callable[[Table, list[Face]], list[Tile]]
    touch: Callable[[Table, str], None]
    said: Callable[[Table], str]
    keys: tuple[str, ...]


def _toggled(kept: list, value: Any, *, most: int) -> list:
    if value in kept:
        return [one for one in kept if one != value]
    return [*kept, value] if len(kept) < most else kept


def _one_more(counts: dict[str, int], value: str) -> dict[str, int]:
    return counts | {value: counts.get(value, 0) + 1} if sum(counts.values()) < MOST_TOUCHES else counts


# --- 1. who is here --------------------------------------------------------------------------------------------------


def _faces(table: Table, faces: list[Face]) -> list[Tile]:
    tiles = []
    for rank, face in enumerate(faces):
        if face.picture:
            drawn = picturenames.picture_name(face.picture)
            tiles.append(Tile(str(rank), drawn, face.first_name, pressed=rank in table.here, tint=_tint(face)))
    return tiles


def _tint(face: Face) -> str:
    return f"tint-{face.tint}" if face.tint is not None else "tint-none"


def _arrive(table: Table, value: str) -> None:
    if value.isdecimal() and len(value) < 3:
        table.here = _toggled(table.here, int(value), most=MOST_TOUCHES)


def _we_are(table: Table) -> str:
    count = len(table.here)
    if not count:
        return _("Touche ton image : tu es à l’école.")
    return ngettext("Nous sommes %(count)s.", "Nous sommes %(count)s.", count) % {"count": number_in_words(count)}


# --- 2. how are you --------------------------------------------------------------------------------------------------


def _skies(table: Table, faces: list[Face]) -> list[Tile]:
    return [Tile(key, drawn, words, table.weather.get(key, 0)) for key, (drawn, words) in WEATHER.items()]


def _feel(table: Table, value: str) -> None:
    if value in WEATHER:
        table.weather = _one_more(table.weather, value)


def _the_weather(table: Table) -> str:
    return _("Chacun touche son temps.") if not table.weather else _("Voilà le temps de la classe.")


# --- 3. what do we want ----------------------------------------------------------------------------------------------


def _words(key: str) -> str:
    return categories.CATEGORIES[key].name(get_language() or "fr")


def _wishes(table: Table, faces: list[Face]) -> list[Tile]:
    return [Tile(key, categories.category(key), _words(key), 0, key in table.cards) for key in categories.CATEGORIES]


def _wish(table: Table, value: str) -> None:
    if value in categories.CATEGORIES:
        table.cards = _toggled(table.cards, value, most=MOST_CARDS)
        table.seeds = {}


def _we_want(table: Table) -> str:
    if len(table.cards) < 2:
        return _("Touche deux, trois ou quatre images.")
    return _("Nous voulons : %(wishes)s.") % {"wishes": ", ".join(_words(key) for key in table.cards)}


# --- 4. we choose, 5. we count ---------------------------------------------------------------------------------------


def _closed_jar(table: Table, faces: list[Face]) -> list[Tile]:
    return [Tile(key, categories.category(key), _words(key)) for key in table.cards]


def _open_jar(table: Table, faces: list[Face]) -> list[Tile]:
    return [Tile(key, categories.category(key), _words(key), table.seeds.get(key, 0)) for key in table.cards]


def _choose(table: Table, value: str) -> None:
    if value in table.cards:
        table.seeds = _one_more(table.seeds, value)


def _how_many_more(table: Table) -> str:
    if len(table.cards) < 2:
        return _("D’abord, choisissez deux images.")
    more = len(table.here) - sum(table.seeds.values())
    if not table.here or more <= 0:
        return _("Chacun touche une image. Le bocal est fermé.")
    return ngettext("Encore un enfant.", "Encore %(count)s enfants.", more) % {"count": number_in_words(more)}


def _the_highest(table: Table) -> str:
    if not table.seeds:
        return _("Le bocal est vide.")
    most = max(table.seeds.values())
    highest = [key for key, count in table.seeds.items() if count == most]
    if len(highest) > 1:
        return _("C’est pareil ! On recommence avec deux cartes.")
    return _("La plus haute tour : %(wish)s.") % {"wish": _words(highest[0])}


# --- 6. we buy, 7. we did it -----------------------------------------------------------------------------------------


def _coins(table: Table, faces: list[Face]) -> list[Tile]:
    return [
        Tile(str(cents), money.piece(cents), in_words(cents // CENTS), table.purse.count(cents))
        for cents in money.VALUES
        if cents >= CENTS
    ]


def _pay(table: Table, value: str) -> None:
    cents = int(value) if value.isdecimal() and len(value) < 6 else 0
    if cents in money.VALUES and cents >= CENTS and len(table.purse) < MOST_TOUCHES:
        table.purse = [*table.purse, cents]


def _in_the_hand(table: Table) -> str:
    if not table.purse:
        return _("Pose l’argent dans la main.")
    euros = sum(table.purse) // CENTS
    return _("Dans la main : %(amount)s, %(words)s.") % {"amount": format_euros(euros), "words": in_words(euros)}


def _smile(table: Table, faces: list[Face]) -> list[Tile]:
    return [Tile("smile", secret("balloon"), _("Je suis content"), table.smiles)]


def _be_glad(table: Table, value: str) -> None:
    table.smiles = min(table.smiles + 1, MOST_TOUCHES)


def _glad(table: Table) -> str:
    return _("Un ballon pour chacun. On accroche le dessin.")


PLATES = (
    Plate(1, gettext_lazy("Qui est là ?"), "people", _faces, _arrive, _we_are, ("here",)),
    Plate(2, gettext_lazy("Comment ça va ?"), "day", _skies, _feel, _the_weather, ("weather",)),
    Plate(3, gettext_lazy("Qu’est-ce qu’on veut ?"), "star", _wishes, _wish, _we_want, ("cards", "seeds")),
    Plate(4, gettext_lazy("On choisit."), "hand", _closed_jar, _choose, _how_many_more, ("seeds",)),
    Plate(5, gettext_lazy("On compte ensemble."), "chart", _open_jar, _choose, _the_highest, ("seeds",)),
    Plate(6, gettext_lazy("On achète."), "money-out", _coins, _pay, _in_the_hand, ("purse",)),
    Plate(7, gettext_lazy("On a fait !"), "picture", _smile, _be_glad, _glad, ("smiles",)),
)
