"""What stands already in a school: its cooperative, a request that is under way."""

from django.db.models import QuerySet

from cooperatives.models import Cooperative, Federation, Registration, School


def department_of_postcode(postcode: str) -> str:
    """The department of a postcode as the directory writes it: `15240` gives `015`, `20000` `02A`, `97400` `974`."""
    if postcode.startswith(("97", "98")):
        return postcode[:3]
    if postcode.startswith("20"):
        return "02A" if postcode[2:3] in ("0", "1") else "02B"
    return f"0{postcode[:2]}"


def schools_found(federation: Federation, text: str) -> QuerySet[School]:
    """Schools of the association's departments by code, name or commune; those that cannot be chosen are found too."""
    ours = School.objects.in_departments(federation.departments).search(text)
    return ours.order_by("commune", "name", "pk")


def school_wide_cooperative(registration: Registration) -> Cooperative | None:
    """The living cooperative (of the school, or its club) in which a class fund can be opened instead of a new one."""
    if registration.school_id is None:
        return None
    return (
        Cooperative.objects.active()
        .filter(federation=registration.federation_id, school=registration.school_id)
        .exclude(kind=Cooperative.Kind.CLASS)
        .first()
    )


def open_request_for(registration: Registration) -> Registration | None:
    """Another request that is already on its way for the same school and the same form."""
    same = Registration.objects.open().filter(federation=registration.federation_id, kind=registration.kind)
    if registration.school_id:
        same = same.filter(school=registration.school_id)
    else:
        same = same.filter(
            school__isnull=True,
            described_name__iexact=registration.described_name,
            described_postcode=registration.described_postcode,
        )
    return same.exclude(pk=registration.pk).first()
