"""What the association publishes: its texts with their versions, news, partners, messages received, frozen figures."""

from .contact import ContactMessage
from .news import NewsItem
from .pages import Page, PageVersion, Partner, TimelineEntry
from .pictures import SitePicture
from .snapshots import ImpactSnapshot

__all__ = [
    "ContactMessage",
    "ImpactSnapshot",
    "NewsItem",
    "Page",
    "PageVersion",
    "Partner",
    "SitePicture",
    "TimelineEntry",
]
