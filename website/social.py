"""The picture of a shared link: news show their own, a project its cover or drawing, the rest the country."""

import io
from dataclasses import dataclass

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from PIL import Image

from projects.drawings import drawing_of
from projects.models import Piece, Project
from website.models import NewsItem

WIDTH, HEIGHT = 1200, 630
FOLDER = settings.CHECKOUT / "static" / "social"
SITE = "site"


@dataclass(frozen=True, slots=True)
class SharedPicture:
    """A path of ours and what it shows; PNG or JPEG, which every network reads."""

    path: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def of_site() -> SharedPicture:
    return SharedPicture(static(f"social/{SITE}.png"), _("Un puy, des prés et des vaches rouges"))


def of_project(project: Project, cover: Piece | None = None) -> SharedPicture:
    """Its cover, where that may be seen today (whoever asks has looked), as a JPEG; else its drawing."""
    if cover is not None and cover.file:
        width, height = fitted(cover.file.width or WIDTH, cover.file.height or HEIGHT)
        path, alt = reverse("story-cover-jpeg", args=[cover.public_id]), cover.words or project.title
        return SharedPicture(path, alt, width, height)
    path = static(f"social/{drawing_of(project)}.png")
    return SharedPicture(path, _("Un dessin pour le projet %(title)s") % {"title": project.title})


def of_news(item: NewsItem, alt: str) -> SharedPicture:
    """Its own picture as a JPEG, no wider than networks show it; without one, the site's."""
    if item.picture is None:
        return of_site()
    width, height = fitted(item.picture.width or WIDTH, item.picture.height or HEIGHT)
    return SharedPicture(reverse("website-picture-jpeg", args=[item.picture.public_id]), alt, width, height)


def fitted(width: int, height: int) -> tuple[int, int]:
    """The size of a picture that is shared: at most `WIDTH` wide, its shape kept."""
    share = min(1, WIDTH / width)
    return round(width * share), round(height * share)


def as_jpeg(content: bytes) -> bytes:
    """A picture of ours (the pipeline made it) as a JPEG of that size, on white where it lets the page through."""
    with Image.open(io.BytesIO(content)) as picture:
        seen = picture.convert("RGBA").resize(fitted(*picture.size), Image.Resampling.LANCZOS)
    ground = Image.new("RGBA", seen.size, "white")
    ground.alpha_composite(seen)
    out = io.BytesIO()
    ground.convert("RGB").save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()
