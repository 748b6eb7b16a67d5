"""What forms share: the layout (label, help, message, field; a button that is a verb), and where a refusal stands."""

from collections.abc import Callable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.functional import Promise

from .errors import DomainError


class HouseHelper(FormHelper):
    """Layout of a form inside the page's own `<form>` tag (method, csrf token and `novalidate` are the page's).

    `submit` is the verb and its object ("Envoyer à l’AD"); without it the page writes its buttons. The templates in
    `templates/bootstrap5/` do the rest: error summary first, errors tied to their fields by `aria-describedby`, radios
    as full-width rows, optional fields marked and required ones not.
    """

    form_tag = False
    disable_csrf = True
    include_media = False

    def __init__(self, submit: str | Promise = "", name: str = "submit") -> None:
        super().__init__()
        if submit:
            self.add_input(Submit(name, submit))


def show_refusal(form: Any, refusal: DomainError, *, otherwise: str | None = None) -> None:
    """Say what a service refused at the field that it is about; above the form or the set of forms, or at the field
    `otherwise`, where there is none of that name.
    """
    if isinstance(form, forms.BaseFormSet):
        form.non_form_errors().append(str(refusal))
    else:
        form.add_error(refusal.field if refusal.field in form.fields else otherwise, str(refusal))


def done(form: Any, act: Callable[[], object]) -> bool:
    """Whether the act of a form that reads well was done; else its refusal stands on the form."""
    try:
        act()
    except DomainError as refusal:
        show_refusal(form, refusal)
        return False
    return True
