"""The picture-names: a pupil of a class has a picture, a tint and a first name, and no other pupil of that class has the same pair.

Keys are stored, so they never change; a picture is added at the end of its table. The pictures keep their own colours in both
themes, and their tiles the same five pale tints, so that a child always finds the same image. None is a nickname that hurts in a
French school yard: no donkey, no badger, no acorn, no turkey.
"""

from __future__ import annotations

from dataclasses import dataclass

from occe.kit.drawing.animals import ANIMALS
from occe.kit.drawing.canvas import svg
from occe.kit.drawing.plants import PLANTS, THINGS

TINTS = (0, 1, 2, 3, 4)
"""Five tints, painted by `.tint-0` to `.tint-4`: straw, meadow, gentian, Salers, sky."""

TINT_NAMES = {
    0: ("jaune", "yellow"),
    1: ("vert", "green"),
    2: ("violet", "purple"),
    3: ("rose", "pink"),
    4: ("bleu", "blue"),
}

NAMES = {
    "fox": ("le renard", "the fox"),
    "owl": ("le hibou", "the owl"),
    "trout": ("la truite", "the trout"),
    "cow": ("la vache salers", "the Salers cow"),
    "marmot": ("la marmotte", "the marmot"),
    "hedgehog": ("le hérisson", "the hedgehog"),
    "snail": ("l’escargot", "the snail"),
    "bee": ("l’abeille", "the bee"),
    "butterfly": ("le papillon", "the butterfly"),
    "ladybird": ("la coccinelle", "the ladybird"),
    "frog": ("la grenouille", "the frog"),
    "squirrel": ("l’écureuil", "the squirrel"),
    "hare": ("le lièvre", "the hare"),
    "cat": ("le chat", "the cat"),
    "sheep": ("le mouton", "the sheep"),
    "goat": ("la chèvre", "the goat"),
    "duck": ("le canard", "the duck"),
    "hen": ("la poule", "the hen"),
    "mouse": ("la souris", "the mouse"),
    "bat": ("la chauve-souris", "the bat"),
    "salamander": ("la salamandre", "the salamander"),
    "stag": ("le cerf", "the stag"),
    "robin": ("le rouge-gorge", "the robin"),
    "dragonfly": ("la libellule", "the dragonfly"),
    "dog": ("le chien", "the dog"),
    "gentian": ("la gentiane bleue", "the blue gentian"),
    "daffodil": ("la jonquille", "the daffodil"),
    "poppy": ("le coquelicot", "the poppy"),
    "clover": ("le trèfle", "the clover"),
    "mushroom": ("le champignon", "the mushroom"),
    "chestnut": ("la châtaigne", "the chestnut"),
    "pumpkin": ("la citrouille", "the pumpkin"),
    "oak-leaf": ("la feuille de chêne", "the oak leaf"),
    "strawberry": ("la fraise", "the strawberry"),
    "apple": ("la pomme", "the apple"),
    "carrot": ("la carotte", "the carrot"),
    "cheese": ("le fromage", "the cheese"),
    "boots": ("les bottes", "the boots"),
    "watering-can": ("l’arrosoir", "the watering can"),
    "wheelbarrow": ("la brouette", "the wheelbarrow"),
}

SHAPES = ANIMALS | PLANTS | THINGS


@dataclass(frozen=True)
class PictureName:
    """A picture that stands for a child: its key, and the words that a voice says in each language."""

    key: str
    fr: str
    en: str

    def name(self, language: str = "fr") -> str:
        """The words in a language: English for `en`, French otherwise."""
        return self.en if language.startswith("en") else self.fr


PICTURES = {key: PictureName(key, fr, en) for key, (fr, en) in NAMES.items()}


def picture_name(key: str, tint: int | None = None, css: str = "picture-name") -> str:
    """The picture, with the class of its tint when one is given. KeyError for a key that is not drawn."""
    tinted = "" if tint is None else f" tint-{TINTS[tint]}"
    return svg(SHAPES[key], 48, 48, css + tinted)


def pairs() -> list[tuple[str, int]]:
    """Every pair of picture and tint, in the order in which a class should use them: all pictures once, then the next tint.

    With 40 pictures and five tints a class has 200 places; the tint changes from picture to picture, so that neighbours on the
    board differ by both.
    """
    keys = list(PICTURES)
    return [(key, (place + turn) % len(TINTS)) for turn in TINTS for place, key in enumerate(keys)]
