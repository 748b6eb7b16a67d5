"""Who may do what with councils and their decisions."""

from cooperatives.models import Cooperative
from councils.models import Council
from members.permissions_pupils import can_see_roster
from occe.kit.actors import Actor, Adult, Guest


def can_read_decisions(actor: Actor, cooperative: Cooperative) -> bool:
    """Adults of the cooperative, and the association's staff."""
    return isinstance(actor, Adult)


def can_record_decisions(actor: Actor, cooperative: Cooperative) -> bool:
    """Whoever leads a class of the cooperative; which councils, `queries.councils.councils_led_by` says."""
    return can_see_roster(actor, cooperative)


def can_keep_decision(actor: Actor, decision: object) -> bool:
    """Write a decision better, or correct it: the adults who hold its council by name, no substitute.

    `run_by`, through which it was loaded, has asked whose council it is.
    """
    return isinstance(actor, Adult)


def can_hold_council(actor: Actor, subject: object) -> bool:
    """Do anything with what is of a council that one holds: a mandataire, a class teacher, a substitute on the day.

    `run_by`, through which the subject was loaded, has asked whose council it is; here only the kind of actor is left.
    """
    return isinstance(actor, Adult | Guest)


def can_hold(actor: Actor, council: Council) -> bool:
    """Prepare and hold this council."""
    return Council.objects.run_by(actor).filter(pk=council.pk).exists()


def can_keep_adult_council(actor: Actor, cooperative: Cooperative) -> bool:
    """Call the adults' council of the cooperative and write its minutes: whoever leads a class of it."""
    return can_see_roster(actor, cooperative)
