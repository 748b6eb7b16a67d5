"""Sentences that stay in the register: short, and without anybody's first name."""

from django.db.models import Q
from django.utils.translation import gettext as _

from councils.errors import DecisionRefused
from councils.models import Council
from members.models import Pupil
from members.naming import first_name_in


def pupils_of(council: Council):
    """The children whom a council may name: of its class, or of all classes of its cooperative in the year."""
    mine = Q(enrolments__classroom_id=council.classroom_id)
    if council.is_of_school:
        mine = Q(
            enrolments__classroom__cooperative_id=council.cooperative_id, enrolments__classroom__year_id=council.year_id
        )
    return Pupil.objects.filter(mine).distinct()


def names_a_child(council: Council, text: str) -> str:
    """The first name of a child of the council that stands in `text`, or "". One query."""
    return first_name_in(text, pupils_of(council))


def tidy_words(council: Council, text: str, *, most: int, field: str) -> str:
    """The sentence on one line. Raises DecisionRefused when it is longer than `most` signs or names a child.

    The register stays for years after the child has left: it says "une élève", "la trésorière". One query.
    """
    said = " ".join(text.split())
    if len(said) > most:
        raise DecisionRefused(_("C’est un peu long : %(most)s signes au plus.") % {"most": most}, field=field)
    name = names_a_child(council, said)
    if name:
        raise DecisionRefused(
            _("Il y a un prénom, %(name)s. Dans le registre on écrit « un élève » ou « la trésorière ».")
            % {"name": name},
            field=field,
        )
    return said
