"""An adult's account. Pupils have none."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes accounts with a lower-case address (an address is one person's, over all federations)."""

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=(email or "").lower())


class User(AbstractBaseUser):
    """An adult: teacher, mandataire, staff. Rights come from mandates, classes and staff roles, never from here."""

    class Address(models.TextChoices):
        MISTRESS = "mistress", _("la maîtresse")
        MASTER = "master", _("le maître")
        ADULT = "adult", _("l’adulte")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("adresse e-mail"), unique=True)
    first_name = models.CharField(_("prénom"), max_length=60, blank=True)
    last_name = models.CharField(_("nom"), max_length=60, blank=True)
    language = models.CharField(
        _("langue"), max_length=5, default="fr", choices=[("fr", "français"), ("en", "English")]
    )
    called = models.CharField(
        _("pour les élèves, je suis"), max_length=10, choices=Address.choices, default=Address.ADULT
    )
    is_active = models.BooleanField(_("actif"), default=True)
    date_joined = models.DateTimeField(_("compte ouvert le"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("compte")
        constraints = [
            models.CheckConstraint(name="members_user_lower_case_email", condition=models.Q(email=Lower("email"))),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email

    def get_short_name(self) -> str:
        return self.first_name or self.email.split("@")[0]
