"""The picture or the sound of a piece, as an answer: the same for the class, its adults and the public story.

Who may see it has been asked before: `Piece.objects.in_class`, `run_by`, or `allowed_on(medium)`.
"""

import re

from django.http import Http404, HttpResponse, HttpResponseBase

from cooperatives.views.files import stored_response
from projects.models import Piece

FULL, SMALL = "full", "small"
_RANGE = re.compile(r"bytes=(\d{1,10})-(\d{0,10})")


def file_response(piece: Piece, size: str = FULL, *, asked_range: str = "") -> HttpResponseBase:
    """The stored file of a piece (with its `file`), or its thumbnail with `SMALL`; never kept by a browser or a cache.

    The file name says what it is and which number, never who. `asked_range` is the `Range` header of a player that
    listens to a part: some tablets play no sound without. Raises Http404 for a text, and where the bytes are gone.
    """
    file = piece.file
    if file is None or (size == SMALL and not file.thumbnail_path):
        raise Http404
    path, content_type = (file.thumbnail_path, "image/webp") if size == SMALL else (file.path, file.content_type)
    name = f"{piece.kind}-{str(piece.public_id)[:8]}.{path.rpartition('.')[2]}"
    whole = stored_response(path, content_type, name=name, inline=True)
    return _part(whole, asked_range) if piece.kind == Piece.Kind.SOUND else whole


def _part(whole: HttpResponseBase, asked_range: str) -> HttpResponseBase:
    """The seconds that a player asks for (RFC 9110, 14.2: one range of bytes), or the whole sound."""
    whole["Accept-Ranges"] = "bytes"
    asked = _RANGE.fullmatch(asked_range)
    if not asked:
        return whole
    content = b"".join(whole)
    whole.close()
    first, last = int(asked[1]), min(int(asked[2] or len(content)), len(content) - 1)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(content)}"})
    part = HttpResponse(content[first : last + 1], status=206)
    for header, value in whole.items():
        if header not in ("Content-Length", "Content-Range"):
            part[header] = value
    part["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return part
