"""The letters of this room: short, in their reader's language, as plain text and as simple HTML.

Each letter is one text template: its first line is the subject, an empty line parts paragraphs. They leave through the
queue in the caller's transaction, so that what is rolled back is never sent.
"""

import re

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from cooperatives.models import ClassTeacher, Cooperative, Federation, Mandate, Registration
from occe.kit.mail import page_address


def resume_link(registration: Registration, *, token: str) -> None:
    """How to come back to a draft, from any computer."""
    path = reverse("cooperatives_bare:guest", args=[token])
    _write("resume", registration.applicant_email, registration.federation, {"registration": registration}, path=path)


def account_exists(registration: Registration) -> None:
    """To an address that has an account: sign in, and the request is there to be sent."""
    _to_applicant("account_exists", registration, "cooperatives:registration-start")


def sent(registration: Registration) -> None:
    """The request has reached the association."""
    _to_applicant("sent", registration)


def correction_asked(registration: Registration, *, message: str) -> None:
    """Something is to be completed: the association's own words."""
    _to_applicant("correction", registration, message=message)


def refused(registration: Registration, *, reason: str) -> None:
    """The request is refused: the association's own words."""
    _to_applicant("refused", registration, message=reason)


def approved(registration: Registration) -> None:
    """The cooperative exists; its account is being opened."""
    _to_applicant("approved", registration)


def withdrawn(registration: Registration) -> None:
    """The applicant took the request back."""
    _to_applicant("withdrawn", registration)


def class_fund_asked(registration: Registration, *, cooperative: Cooperative, message: str) -> None:
    """To each mandataire of the school's cooperative: a colleague would like a class fund in it."""
    today = translation.get_language() or "fr"
    for mandate in cooperative.mandates.filter(state__in=IN_OFFICE).select_related("user"):
        context = {"registration": registration, "cooperative": cooperative, "message": message, "user": mandate.user}
        path = _path("cooperatives:people", mandate.user.language or today, cooperative.public_id)
        _write("class_fund", mandate.user.email, registration.federation, context, mandate.user.language, path=path)


def mandate_proposed(mandate: Mandate) -> None:
    """To somebody who was proposed as mandataire and has not accepted yet."""
    context = {"mandate": mandate, "cooperative": mandate.cooperative, "user": mandate.user}
    _to_user(
        "mandate_proposed",
        mandate.user,
        mandate.cooperative.federation,
        context,
        "cooperatives:mandate",
        mandate.public_id,
    )


def teacher_invited(teacher: ClassTeacher) -> None:
    """To a colleague who was invited into a class."""
    cooperative = teacher.classroom.cooperative
    context = {"teacher": teacher, "cooperative": cooperative, "user": teacher.user}
    _to_user(
        "teacher_invited", teacher.user, cooperative.federation, context, "cooperatives:home", cooperative.public_id
    )


IN_OFFICE = (Mandate.State.APPROVED, Mandate.State.ACTIVE)


def _to_applicant(
    name: str, registration: Registration, url_name: str = "cooperatives:registration", message: str = ""
) -> None:
    user = registration.applicant
    language = user.language if user else (translation.get_language() or "fr")[:2]
    args = [registration.public_id] if url_name == "cooperatives:registration" else []
    _write(
        name,
        user.email if user else registration.applicant_email,
        registration.federation,
        {"registration": registration, "message": message},
        language,
        path=_path(url_name, language, *args),
    )


def _to_user(name: str, user, federation: Federation, context: dict, url_name: str, *args) -> None:
    """The reader may have no password yet: the letter then names the page where one is chosen."""
    if not user.has_usable_password():
        path = _path("account_reset_password", user.language)
        context = {**context, "password_address": page_address(federation.hosts, path)}
    _write(name, user.email, federation, context, user.language, path=_path(url_name, user.language, *args))


def _path(url_name: str, language: str, *args) -> str:
    with translation.override(language):
        return reverse(url_name, args=args)


def _write(
    name: str, to: str, federation: Federation, context: dict, language: str | None = None, *, path: str
) -> None:
    """Render one letter in `language` (the page's, when none is given) and hand it to the queue."""
    with translation.override(language or translation.get_language() or "fr"):
        address = page_address(federation.hosts, path)
        context = {**context, "federation": federation, "address": address}
        text = render_to_string(f"cooperatives/emails/{name}.txt", context).strip()
        subject, _, body = text.partition("\n")
        paragraphs = [re.sub(r"[ \n]+", " ", part).strip() for part in body.split("\n\n") if part.strip()]
        plain = "\n\n".join(paragraphs)
        ours = {address, context.get("password_address", "")}  # the only ones that may be pressed
        page = render_to_string(
            "cooperatives/emails/letter.html",
            {"subject": subject, "paragraphs": paragraphs, "ours": ours, "language": translation.get_language()},
        )
    message = EmailMultiAlternatives(subject, f"{plain}\n", None, [to])
    message.attach_alternative(page, "text/html")
    message.send()
