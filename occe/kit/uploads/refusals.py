"""What is said when a file is refused: one sentence for adults, one for children, which is never technical."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from occe.kit.errors import DomainError
from occe.kit.uploads.worker import LONGEST_SIDE, LONGEST_SOUND, MEGABYTE, MOST_PAGES, MOST_PIXELS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LARGEST = 20 * MEGABYTE


class UploadRefused(DomainError):
    """A file that is not kept. `str()` is the sentence for adults; `code` names the reason for the program."""

    code: str = "refused"
    sentence: "StrOrPromise"
    child_sentence: "StrOrPromise" = _("On ne peut pas garder cette photo. Prends-en une autre.")

    def __init__(self, *, field: str | None = None) -> None:
        super().__init__(str(self.sentence) % FIGURES, field=field)

    @property
    def for_children(self) -> str:
        """The same refusal in words for a child."""
        return str(self.child_sentence)


FIGURES = {
    "megabytes": LARGEST // MEGABYTE,
    "millions": MOST_PIXELS // 1_000_000,
    "side": f"{LONGEST_SIDE:,}".replace(",", "\u00a0"),
    "pages": MOST_PAGES,
    "minutes": LONGEST_SOUND // 60,
}


class UploadMissing(UploadRefused):
    code = "empty"
    sentence = _("Ce fichier est vide. Choisissez-le à nouveau.")
    child_sentence = _("Il n’y a rien sur la photo. Essaie encore.")


class UploadTooLarge(UploadRefused):
    code = "too_large"
    sentence = _("Ce fichier dépasse %(megabytes)s Mo. Envoyez une photo plus légère, ou un PDF de quelques pages.")
    child_sentence = _("La photo est trop lourde. Prends-en une autre.")


class UploadOfAnotherKind(UploadRefused):
    code = "another_kind"
    sentence = _("Ce fichier n’est ni une photo ni un PDF. Envoyez une photo (JPEG, PNG, WebP, HEIC) ou un PDF.")
    child_sentence = _("Ce n’est pas une photo. Prends le ticket en photo, bien à plat.")


class UploadNotAPhoto(UploadRefused):
    code = "not_a_photo"
    sentence = _("Ici, il faut une photo. Envoyez une image JPEG, PNG, WebP ou HEIC.")
    child_sentence = _("Ce n’est pas une photo. Prends-en une avec la tablette.")


class UploadDisguised(UploadRefused):
    code = "disguised"
    sentence = _(
        "Le nom de ce fichier ne dit pas ce qu’il contient. Ouvrez-le, enregistrez-le à nouveau, puis envoyez la copie."
    )


class UploadUnreadable(UploadRefused):
    code = "unreadable"
    sentence = _("Ce fichier est abîmé et ne s’ouvre pas. Reprenez la photo, ou enregistrez le document à nouveau.")
    child_sentence = _("On ne lit pas bien la photo. Rapproche-toi de la lumière.")


class UploadTooManyPixels(UploadRefused):
    code = "too_many_pixels"
    sentence = _(
        "Cette image est trop grande : %(millions)s millions de points et %(side)s de côté au plus. "
        "Reprenez la photo, ou réduisez l’image."
    )
    child_sentence = _("La photo est trop grande. Prends-en une autre.")


class UploadTooHeavy(UploadRefused):
    code = "too_heavy"
    sentence = _("Ce fichier est trop long à ouvrir. Reprenez la photo, ou enregistrez le document plus simplement.")
    child_sentence = _("La photo est trop lourde. Prends-en une autre.")


class PdfLocked(UploadRefused):
    code = "locked"
    sentence = _("Ce PDF est fermé par un mot de passe. Enregistrez-en une copie sans mot de passe, puis envoyez-la.")


class PdfHoldsScript(UploadRefused):
    code = "script"
    sentence = _("Ce PDF contient un programme. Imprimez-le dans un nouveau PDF, puis envoyez celui-ci.")


class PdfHoldsFile(UploadRefused):
    code = "attachment"
    sentence = _("Ce PDF contient d’autres fichiers. Imprimez-le dans un nouveau PDF, puis envoyez celui-ci.")


class PdfLaunches(UploadRefused):
    code = "launch"
    sentence = _("Ce PDF ouvre ou envoie autre chose. Imprimez-le dans un nouveau PDF, puis envoyez celui-ci.")


class PdfTooLong(UploadRefused):
    code = "too_many_pages"
    sentence = _("Ce PDF a plus de %(pages)s pages. Envoyez seulement les pages utiles.")


class UploadNotASound(UploadRefused):
    code = "not_a_sound"
    sentence = _(
        "Ce fichier n’est pas un son WAV, MP3, FLAC ou OGG. Enregistrez dans la page, ou choisissez-le ici depuis "
        "l’appareil qui l’a enregistré : la page le convertit elle-même."
    )
    child_sentence = _("Ce n’est pas un son. Enregistre-le avec la tablette.")


class SoundTooLong(UploadRefused):
    code = "too_long"
    sentence = _("Un son dure %(minutes)s minutes au plus. Coupez-le, ou envoyez-le en deux fois.")
    child_sentence = _("Deux minutes au plus. Raconte en deux fois.")


class SoundEmpty(UploadRefused):
    code = "no_sound"
    sentence = _("On n’entend rien dans ce fichier. Enregistrez à nouveau.")
    child_sentence = _("On n’entend rien. Essaie encore.")


class SoundUnreadable(UploadRefused):
    code = "sound_unreadable"
    sentence = _("Ce son est abîmé et ne s’ouvre pas. Enregistrez-le à nouveau.")
    child_sentence = _("Ce son ne s’ouvre pas. Enregistre-le encore.")


class SoundTooHeavy(UploadRefused):
    code = "sound_too_heavy"
    sentence = _("Ce son est trop lourd : %(megabytes)s Mo au plus. Enregistrez-le plus simplement, ou plus court.")
    child_sentence = _("Ce son est trop lourd. Raconte plus court.")


class PictureTooSmall(UploadRefused):
    code = "too_small"
    sentence = _("Il ne resterait presque rien de l’image. Gardez-en un plus grand morceau.")
    child_sentence = _("Il ne reste presque rien. Garde un plus grand morceau.")


# What the worker answers, by its code.
BY_CODE: dict[str, type[UploadRefused]] = {
    refusal.code: refusal
    for refusal in (
        UploadUnreadable,
        UploadTooManyPixels,
        UploadTooHeavy,
        PdfLocked,
        PdfHoldsScript,
        PdfHoldsFile,
        PdfLaunches,
        PdfTooLong,
        SoundTooLong,
        SoundEmpty,
        PictureTooSmall,
    )
}
# What is said of a picture, in the words of a sound.
OF_A_SOUND: dict[type[UploadRefused], type[UploadRefused]] = {
    UploadMissing: SoundEmpty,
    UploadTooLarge: SoundTooHeavy,
    UploadTooHeavy: SoundTooHeavy,
    UploadUnreadable: SoundUnreadable,
    UploadNotAPhoto: UploadNotASound,
    UploadOfAnotherKind: UploadNotASound,
}
