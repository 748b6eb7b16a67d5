"""The first start of an association in this portal."""

from dataclasses import dataclass

from django.db import transaction

from cooperatives.models import Federation, SchoolYear, StaffRole
from desk.services.staff import invitation_address, invite_staff
from desk.services.years import next_start, open_year
from occe.kit.actors import Role, System
from projects.services.skills import give_standard_skills


@dataclass(frozen=True, slots=True)
class Founded:
    """What the first start made or found; `address` opens the first account ("" when somebody administers already)."""

    federation: Federation
    year: SchoolYear
    address: str
    is_new: bool


@transaction.atomic
def found_association(
    *, slug: str, name: str, short_name: str, departments: list[str], host: str, email: str
) -> Founded:
    """Make an association with its current school year, and invite its first member of staff to the administration and
    to the treasury (in a small association it is one person; roles are given on later).

    Idempotent by `slug`: what stands keeps its name; a missing host name, year or invitation is added. An address that
    administers already gets no new invitation.
    """
    federation, is_new = Federation.objects.select_for_update(of=("self",)).get_or_create(
        slug=slug, defaults={"name": name, "short_name": short_name, "departments": departments, "hosts": [host]}
    )
    if host not in federation.hosts:
        federation.hosts = [*federation.hosts, host]
        federation.save(update_fields=["hosts"])
    by = System(federation.pk)
    year = federation.years.first() or open_year(federation, starts=next_start(federation), by=by)
    give_standard_skills(federation, by=by)
    held = StaffRole.objects.filter(federation=federation, user__email=email.lower(), role=Role.ADMINISTRATOR)
    if held.exists():
        return Founded(federation, year, "", is_new)
    invite_staff(federation, email=email, role=Role.TREASURER, by=by)
    invitation, token = invite_staff(federation, email=email, role=Role.ADMINISTRATOR, by=by)
    return Founded(federation, year, invitation_address(invitation, token=token), is_new)
