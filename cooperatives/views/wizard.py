"""What the pages of a request share: the way from step to step, what was typed and could not be saved, the frame."""

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from cooperatives.models import Registration
from cooperatives.permissions import can_change_registration
from cooperatives.queries import Step, journey, steps, year_of_today
from cooperatives.queries.registrations import with_answers
from cooperatives.queries.steps import LABELS
from cooperatives.views.answers import accepted
from occe.kit.access import allow
from occe.kit.actors import Adult

ORDER = [*LABELS, "summary"]


def step(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the request for its applicant while it may change; afterwards it leads to the request’s own page."""

    @allow(can_change_registration, load=with_answers)
    @wraps(view)
    def page(request: HttpRequest, registration: Registration, **rest: Any) -> HttpResponse:
        if not registration.is_editable:
            return redirect("cooperatives:registration", registration.public_id)
        if registration.state == Registration.State.DRAFT:  # it will be sent in today's year, as the services write
            registration.year = year_of_today(registration.federation) or registration.year
        return view(request, registration, **rest)

    return page


def answer(
    request: HttpRequest, registration: Registration, key: str, form: Any, save: Callable[..., Any], **context: Any
) -> HttpResponse:
    """Save a step and go on, or show it again with what is to be put right. `save` takes the form's values.

    "Revenir" and "Finir plus tard" save too; what cannot be saved is kept as it was typed, for the next visit.
    """
    if request.method == "POST":
        if accepted(form, save):
            forget_typed(request, registration, key)
            return redirect(address_after(request, registration, key))
        if "back" in request.POST or "later" in request.POST:
            keep_typed(request, registration, key)
            return redirect(address_after(request, registration, key))
    return show(request, registration, key, form, **context)


def show(
    request: HttpRequest, registration: Registration, key: str, form: Any, *, wrong: bool | None = None, **context: Any
) -> HttpResponse:
    """One step: 422 when what was sent is to be put right (a form that was kept from earlier only shows its errors)."""
    if wrong is None:
        wrong = request.method == "POST" and form.is_bound and not form.is_valid()
    context |= {"form": form, "wrong": wrong, "key": key, **frame(request, registration, key)}
    return render(request, f"cooperatives/registration_{key}.html", context, status=422 if wrong else 200)


def frame(request: HttpRequest, registration: Registration, key: str = "") -> dict[str, Any]:
    """What every page of a request shows around its content."""
    stones = journey(registration)
    here = ORDER.index(key) if key in ORDER else None
    correction = registration.events.filter(kind="correction").last() if registration.state == "to_correct" else None
    return {
        "registration": registration,
        "stones": [{**asdict(stone), "address": _address_of_stone(registration, stone)} for stone in stones],
        "laid": sum(stone.done for stone in stones),
        "next_stone": next((stone for stone in stones if not stone.done), None),
        "has_previous": bool(here),
        "correction": correction,
        "base": "adult.html" if isinstance(request.actor, Adult) else "public.html",  # type: ignore[attr-defined]
    }


# --- the way ---------------------------------------------------------------------------------------------------------


def address_of(registration: Registration, key: str) -> str:
    return reverse(f"cooperatives:registration-{key}", args=[registration.public_id])


def _address_of_stone(registration: Registration, stone: Step) -> str:
    return address_of(registration, stone.key) if stone.mine else ""


def address_after(request: HttpRequest, registration: Registration, key: str) -> str:
    """Later: the request's own page. Back: the step before. Forward: the next step not done, else the summary."""
    here = ORDER.index(key)
    if "later" in request.POST:
        return reverse("cooperatives:registration", args=[registration.public_id])
    if "back" in request.POST:
        return address_of(registration, ORDER[max(here - 1, 0)])
    return next_address(Registration.objects.get(pk=registration.pk))


def next_address(registration: Registration) -> str:
    """The first step of the applicant that is not done; the summary when all are."""
    undone = (stone.key for stone in steps(registration) if not stone.done)
    return address_of(registration, next(undone, "summary"))


# --- what was typed and could not be saved ---------------------------------------------------------------------------


def typed(request: HttpRequest, registration: Registration, key: str) -> QueryDict | None:
    """What a form is to be filled with: what was just sent, else what was kept of an earlier visit, else nothing."""
    if request.method == "POST":
        return request.POST
    kept = request.session.get(_place(registration, key))
    return QueryDict(kept) if kept else None


def keep_typed(request: HttpRequest, registration: Registration, key: str) -> None:
    request.session[_place(registration, key)] = request.POST.urlencode()


def forget_typed(request: HttpRequest, registration: Registration, key: str) -> None:
    request.session.pop(_place(registration, key), None)


def _place(registration: Registration, key: str) -> str:
    return f"typed:{registration.public_id}:{key}"
