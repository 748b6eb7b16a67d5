"""What the invented association tells on its site: news, workshops to come, partners (`data/news.toml`)."""

import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from cooperatives.models import Federation
from members.models import User
from occe.kit.actors import Adult
from occe.kit.uploads.pipeline import CleanFile, clean_upload
from website import social
from website.services.news import write_news
from website.services.partners import save_partner

from .clock import Clock, school_day

DATA = Path(__file__).parent / "data"
TEXTS = ("title_fr", "title_en", "body_fr", "body_en")


def raise_news(federation: Federation, clock: Clock, staff: User) -> None:
    """Through the doors that the staff use; the oldest first, so that the latest stands on top."""
    told = tomllib.loads((DATA / "news.toml").read_text(encoding="utf-8"))
    by = Adult(staff.pk, federation.pk)
    for item in sorted(told["news"], key=lambda item: -item["out"]):
        happens_on = school_day(clock.anchor + timedelta(days=item["days"])) if "days" in item else None
        write_news(
            federation,
            kind=item["kind"],
            **{name: item[name].strip() for name in TEXTS},
            happens_on=happens_on,
            place=item.get("place", ""),
            picture=_drawn(social.FOLDER / f"{item['picture']}.png") if "picture" in item else None,
            picture_alt_fr=item.get("alt_fr", ""),
            picture_alt_en=item.get("alt_en", ""),
            published_at=timezone.make_aware(
                datetime.combine(school_day(clock.anchor - timedelta(days=item["out"])), time(9))
            ),
            by=by,
        )
    for position, partner in enumerate(told["partner"], start=1):
        logo = _drawn(DATA / "logos" / f"{partner.pop('logo')}.png")
        save_partner(federation, position=position, logo=logo, by=by, **partner)


def _drawn(path: Path) -> CleanFile:
    """A picture of ours, through the same pipeline as one that somebody sends."""
    return clean_upload(path.read_bytes(), name=path.name, declared_type="image/png")
