"""The kinds of file that are accepted, told by their first bytes and never by their name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One accepted kind: its code for the worker, and the names and types that it may be sent under."""

    code: str
    extensions: frozenset[str]
    types: frozenset[str]

    def may_be_called(self, name: str, declared_type: str) -> bool:
        """Whether a file name and a declared type agree with this kind. Neither needs to be known."""
        stem, dot, extension = name.rpartition(".")
        declared = declared_type.partition(";")[0].strip().lower()
        named_right = not (stem and dot) or extension.strip().lower() in self.extensions
        return named_right and (declared in UNDECLARED or declared in self.types)


UNDECLARED = frozenset({"", "application/octet-stream", "binary/octet-stream"})

JPEG = Kind("JPEG", frozenset({"jpg", "jpeg", "jpe", "jfif"}), frozenset({"image/jpeg", "image/jpg", "image/pjpeg"}))
PNG = Kind("PNG", frozenset({"png"}), frozenset({"image/png", "image/x-png"}))
WEBP = Kind("WEBP", frozenset({"webp"}), frozenset({"image/webp"}))
HEIC = Kind(
    "HEIF",
    frozenset({"heic", "heif", "hif"}),
    frozenset({"image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence"}),
)
PDF = Kind("PDF", frozenset({"pdf"}), frozenset({"application/pdf", "application/x-pdf"}))
WAV = Kind("WAV", frozenset({"wav", "wave"}), frozenset({"audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"}))
MP3 = Kind("MP3", frozenset({"mp3"}), frozenset({"audio/mpeg", "audio/mp3", "audio/mpeg3", "audio/x-mpeg-3"}))
FLAC = Kind("FLAC", frozenset({"flac"}), frozenset({"audio/flac", "audio/x-flac"}))
OGG = Kind("OGG", frozenset({"ogg", "oga"}), frozenset({"audio/ogg", "audio/vorbis", "application/ogg", "video/ogg"}))

PHOTOS = frozenset({JPEG, PNG, WEBP, HEIC})
RECEIPTS = PHOTOS | {PDF}
SOUNDS = frozenset({WAV, MP3, FLAC, OGG})

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"})


def sniff(data: bytes) -> Kind | None:
    """The kind that the first bytes announce, or None. The decoder still has to agree."""
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return HEIC
    if data.startswith(b"%PDF-"):
        return PDF
    return _sniff_sound(data)


def _sniff_sound(data: bytes) -> Kind | None:
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return WAV
    if data.startswith(b"fLaC"):
        return FLAC
    if data.startswith(b"OggS"):
        return OGG
    # A layer III frame: eleven bits that are set, then the layer; a tag of the maker may stand before the first one.
    if data.startswith(b"ID3") or (data[:1] == b"\xff" and len(data) > 1 and data[1] & 0xE6 == 0xE2):
        return MP3
    return None
