"""The number that the ministry gives to each school: seven digits and a check letter, for example 0150687R.

The letter is the remainder of the seven digits by 23, in an alphabet without I, O and Q (checked on 39 745 codes of the
ministry's directory without one mismatch). The first three digits are the department.
"""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from occe.kit.refused import Refused

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_SHAPE = re.compile(r"[0-9]{7}[A-Z]")
_DEPARTMENT = re.compile(r"0(?!00)[0-8][0-9]|09[0-5]|9[78][0-9]|620|720")
_CORSICA = {"620": "02A", "720": "02B"}


class UaiRefused(Refused):
    """A school number that cannot be taken as it is typed."""


class UaiMissing(UaiRefused):
    code = "missing"
    sentence = _("Écrivez le numéro UAI de l’école, par exemple 0150687R.")


class UaiMisshapen(UaiRefused):
    code = "misshapen"
    sentence = _("Un numéro UAI compte sept chiffres puis une lettre, par exemple 0150687R.")


class UaiLetterDiffers(UaiRefused):
    """`details` holds the `digits` typed, the letter `typed` and the one `expected`."""

    code = "letter_differs"
    sentence = _(
        "Pour %(digits)s, la lettre est %(expected)s et non %(typed)s. Relisez les sept chiffres, "
        "ou écrivez %(digits)s%(expected)s."
    )


class UaiOfNoDepartment(UaiRefused):
    code = "no_department"
    sentence = _(
        "Aucun département n’a le code %(prefix)s. Les trois premiers chiffres sont ceux du département, "
        "par exemple 015."
    )


def check_letter(digits: str) -> str:
    """The letter that ends the code of these seven digits."""
    return LETTERS[int(digits) % len(LETTERS)]


def parse_uai(text: str) -> str:
    """Read a school number, tolerant of case, spaces, dots and hyphens; returns it as `0150687R`.

    Raises UaiMissing, UaiMisshapen, UaiOfNoDepartment, or UaiLetterDiffers, which names the letter that was expected.
    """
    code = "".join(sign for sign in text if sign not in ".-_" and unicodedata.category(sign)[0] not in "CZ").upper()
    if not code:
        raise UaiMissing()
    if not _SHAPE.fullmatch(code):
        raise UaiMisshapen()
    digits, letter = code[:7], code[7]
    if not _DEPARTMENT.match(digits):
        raise UaiOfNoDepartment(prefix=digits[:3])
    if letter != check_letter(digits):
        raise UaiLetterDiffers(digits=digits, typed=letter, expected=check_letter(digits))
    return code


def department_of(uai: str) -> str:
    """The department of a code, as the directory writes it: `015`, `02A` and `02B` (from 620 and 720), `974`."""
    return _CORSICA.get(uai[:3], uai[:3])
