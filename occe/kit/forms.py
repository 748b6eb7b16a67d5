"""The one layout helper of every form: label, help, message, field, in the house's order; a button that is a verb."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.utils.functional import Promise


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
