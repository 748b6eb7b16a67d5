"""Django's rules for passwords, said as one says them to a person."""

from django.contrib.auth import password_validation as rules
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class LongEnough(rules.MinimumLengthValidator):
    """Twelve characters or more (the limit on failed attempts makes that enough; nothing is asked about signs)."""

    def get_error_message(self) -> str:
        return ngettext(
            "C’est trop court. Il faut %(min_length)d caractère ou plus.",
            "C’est trop court. Il faut %(min_length)d caractères ou plus : une petite phrase convient très bien.",
            self.min_length,
        ) % {"min_length": self.min_length}

    def get_help_text(self) -> str:
        return _("%(min_length)d caractères ou plus. Une petite phrase convient très bien, avec ses espaces.") % {
            "min_length": self.min_length
        }


class UnlikeTheirOwner(rules.UserAttributeSimilarityValidator):
    """Neither a name nor an address of the person."""

    def get_error_message(self) -> str:
        return _("Ce mot de passe ressemble trop à votre nom ou à votre adresse. Choisissez autre chose.")

    def get_help_text(self) -> str:
        return _("Ni votre nom, ni votre adresse.")


class NotEverybodys(rules.CommonPasswordValidator):
    """None of the twenty thousand that everybody uses."""

    def get_error_message(self) -> str:
        return _("Trop de gens utilisent ce mot de passe. Choisissez-en un qui n’est qu’à vous.")

    def get_help_text(self) -> str:
        return ""


class NotOnlyFigures(rules.NumericPasswordValidator):
    """A number alone is soon guessed."""

    def get_error_message(self) -> str:
        return _("Un mot de passe tout en chiffres se devine vite. Ajoutez des mots.")

    def get_help_text(self) -> str:
        return ""
