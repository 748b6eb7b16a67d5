"""The one shape of a page with a form: show it, do the act, go on; or say why not and lose nothing that was typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from desk.frame import desk_page
from occe.kit.errors import DomainError
from occe.kit.forms import show_refusal


def data_of(request: HttpRequest):
    """What was posted; None on a GET, so that an empty POST is still a form that was sent."""
    return request.POST if request.method == "POST" else None


def act(
    request: HttpRequest,
    form: forms.BaseForm,
    perform: Callable[..., Any],
    *,
    template: str,
    context: dict[str, Any],
    done: Callable[[Any], tuple[str, str]],
) -> HttpResponse:
    """Run `perform` with the form's values when it was sent and reads well.

    `done` maps what it returns to a sentence and the address to go on to. A DomainError is said on the form, at its
    field when it names one; the page then answers 422.
    """
    if request.method == "POST" and form.is_valid():
        try:
            result = perform(**form.cleaned_data)
        except DomainError as error:
            show_refusal(form, error)
        else:
            sentence, address = done(result)
            messages.success(request, sentence)
            return redirect(address)
    return desk_page(request, template, {**context, "form": form}, status=422 if form.errors else 200)
