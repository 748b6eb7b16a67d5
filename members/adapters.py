"""Our answers to allauth's questions."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts: mail through the queue, in the reader's language."""


class MFAAdapter(DefaultMFAAdapter):
    """Second factor."""
