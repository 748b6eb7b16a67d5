"""Who acts. Every permission and every `visible_to` takes one of these small frozen values, which hold ids only.

`members.middleware` builds the actor of a request; background jobs act as `System`. An actor says who somebody is and
in which federation (the tenant); what it may do is decided by the rooms' permissions from the database, at once, so
that a right that was withdrawn no longer holds on the next request.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """Roles of the staff of a departmental association (`cooperatives.StaffRole`)."""

    ADMINISTRATOR = "administrator"
    TREASURER = "treasurer"
    ANIMATOR = "animator"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Anonymous:
    """A visitor."""

    federation_id: int | None = None

    kind = "anonymous"


@dataclass(frozen=True, slots=True)
class Adult:
    """A signed-in adult: teacher, mandataire, staff. `roles` are the staff roles in force in this federation."""

    user_id: int
    federation_id: int
    roles: frozenset[Role] = field(default_factory=frozenset)

    kind = "adult"

    @property
    def is_staff(self) -> bool:
        """Whether this adult belongs to the federation's staff, in any role."""
        return bool(self.roles)

    @property
    def may_change_the_federation(self) -> bool:
        """Whether this adult holds a staff role that writes (all but read-only)."""
        return bool(self.roles - {Role.READER})


@dataclass(frozen=True, slots=True)
class PupilActor:
    """A pupil inside an open class session. It never derives a right to post, pay or publish."""

    pupil_id: int
    class_session_id: int
    classroom_id: int
    cooperative_id: int
    federation_id: int

    kind = "pupil"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who holds a signed link (`cooperatives.GuestLink`): reviewer, auditor, successor, applicant."""

    link_id: int
    federation_id: int
    purpose: str

    kind = "guest"


@dataclass(frozen=True, slots=True)
class System:
    """The portal itself, in a background job or a command."""

    federation_id: int | None = None

    kind = "system"


Actor = Anonymous | Adult | PupilActor | Guest | System
