"""What the file for the data-protection officer reads of the association."""

from cooperatives.models import ClassTeacher, Federation, Mandate, SchoolYear, StaffRole
from desk.models import PrivacyFacts
from occe.kit.dates import today


def facts_of(federation: Federation) -> PrivacyFacts:
    """Who hosts the portal and who answers for it; an unsaved row while nobody has written it."""
    return PrivacyFacts.objects.filter(federation=federation).first() or PrivacyFacts(federation=federation)


def year_of(federation: Federation) -> SchoolYear | None:
    """The school year of today."""
    return federation.years.containing(today()).first()


def adults_with_account(federation: Federation) -> int:
    """How many adults have a mandate, a class or a role here today. One query."""
    day = today()
    mandated = Mandate.objects.in_force(day).filter(cooperative__federation=federation).values("user_id")
    teaching = ClassTeacher.objects.in_force(day).filter(classroom__cooperative__federation=federation)
    staff = StaffRole.objects.in_force(day).filter(federation=federation).values("user_id")
    return mandated.order_by().union(teaching.order_by().values("user_id"), staff.order_by()).count()
