"""Forms of an adult's account."""

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import SignupForm as AllauthSignupForm


class LoginForm(AllauthLoginForm):
    """Sign-in."""


class SignupForm(AllauthSignupForm):
    """A new account."""
