"""Files that passed the upload pipeline: kept once each, under the hash of their content, and shown to few.

A stored file belongs to some object (a paper of a request, a voucher), and whoever may see that object may see the
file. Each room names its own owners with `register_owner` in its `apps.ready`; a file without one is seen by nobody.
"""

import errno
import logging
from collections.abc import Callable
from datetime import datetime, time
from functools import partial, reduce
from operator import or_

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.errors import FileQuotaReached, StoreIsFull
from cooperatives.models import Cooperative, Federation, StoredFile
from occe.kit.actors import Actor, Adult
from occe.kit.audit import label
from occe.kit.uploads.names import safe_name
from occe.kit.uploads.pipeline import CleanFile

log = logging.getLogger(__name__)
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# A class that photographs a whole term's receipts in one evening sends about sixty.
FILES_A_DAY = 200
# Ten such classes in one cooperative.
FILES_A_DAY_OF_A_COOPERATIVE = 600
VisibleTo = Callable[[Actor], models.QuerySet]
_owners: dict[tuple[str, str], VisibleTo] = {}


@transaction.atomic
def store_file(
    clean_file: CleanFile,
    *,
    federation: Federation,
    by: Actor,
    shown_name: str = "",
    cooperative: Cooperative | None = None,
) -> StoredFile:
    """Keep a file that `occe.kit.uploads` made anew, with its thumbnail, in the default storage.

    The path comes from the content, so that the same content is kept once; each sending has its own row. `shown_name`
    is made harmless; `cooperative` is the one that it is sent for, if any. Raises FileQuotaReached after 200 files of
    one person, or 600 of one cooperative, in a day; StoreIsFull.
    """
    _check_quota(by, cooperative)
    folder = f"{federation.public_id}/{clean_file.sha256[:2]}"
    path = f"{folder}/{clean_file.sha256}.{clean_file.extension}"
    thumbnail_path = f"{folder}/{clean_file.sha256}-small.webp" if clean_file.thumbnail else ""
    _keep(path, clean_file.data)
    if clean_file.thumbnail:
        _keep(thumbnail_path, clean_file.thumbnail)
    return StoredFile.objects.create(
        federation=federation,
        cooperative=cooperative,
        path=path,
        thumbnail_path=thumbnail_path,
        sha256=clean_file.sha256,
        content_type=clean_file.content_type,
        size=len(clean_file.data),
        width=clean_file.width,
        height=clean_file.height,
        shown_name=safe_name(shown_name) if shown_name else "",
        uploaded_by_id=by.user_id if isinstance(by, Adult) else None,
        author=label(by),
    )


def _keep(path: str, content: bytes) -> None:
    if default_storage.exists(path):
        return
    try:
        default_storage.save(path, ContentFile(content))
    except OSError as error:
        if error.errno not in FULL:
            raise
        log.exception("the store of files is full")
        raise StoreIsFull(
            _("Le portail n’a plus de place pour ranger ce fichier. Rien n’a été enregistré : réessayez plus tard.")
        ) from error


def forget_file(file: StoredFile) -> None:
    """Erase a file that nothing owns any more: its row now, its bytes when the transaction ends, unless another row
    keeps the same content."""
    paths = [path for path in (file.path, file.thumbnail_path) if path]
    file.delete()
    transaction.on_commit(partial(_erase_unkept, paths))


def _erase_unkept(paths: list[str]) -> None:
    for path in paths:
        if not StoredFile.objects.filter(Q(path=path) | Q(thumbnail_path=path)).exists():
            default_storage.delete(path)


def _check_quota(by: Actor, cooperative: Cooperative | None) -> None:
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    today = StoredFile.objects.filter(created_at__gte=midnight)
    if cooperative and today.filter(cooperative=cooperative).count() >= FILES_A_DAY_OF_A_COOPERATIVE:
        raise FileQuotaReached(
            _("Votre coopérative a envoyé %(count)s fichiers aujourd’hui. Rien n’est perdu\u00a0: continuez demain.")
            % {"count": FILES_A_DAY_OF_A_COOPERATIVE}
        )
    if today.filter(author=label(by)).count() >= FILES_A_DAY:
        raise FileQuotaReached(
            _("Vous avez envoyé %(count)s fichiers aujourd’hui. Rien n’est perdu : continuez demain.")
            % {"count": FILES_A_DAY}
        )


def register_owner(model: str, visible_to: VisibleTo | None = None, *, field: str = "file") -> None:
    """Say that rows of `model` ("app.Model") own the files in their column `field`.

    `visible_to` maps an actor to the rows that it may see; without it, the model's own `objects.visible_to` does.
    """
    _owners[(model, field)] = visible_to or (lambda actor: apps.get_model(model).objects.visible_to(actor))


def files_visible_to(actor: Actor) -> models.QuerySet[StoredFile]:
    """The files of the actor's association that belong to at least one object that it may see."""
    if not _owners or actor.federation_id is None:
        return StoredFile.objects.none()
    owned = (Q(pk__in=visible_to(actor).values(field)) for (_model, field), visible_to in _owners.items())
    return StoredFile.objects.filter(reduce(or_, owned), federation_id=actor.federation_id)
