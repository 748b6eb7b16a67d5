"""The search of the published projects: French words, whatever their accents and plurals, the best first.

The database holds the words of each project (`projects.migrations.0006`); what is asked goes through the same
functions.
Words must all be there, `"deux mots"` one after the other, `-mot` not at all.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from django.db.models import BooleanField, FloatField, QuerySet
from django.db.models.expressions import RawSQL

from occe.kit.folded import fold
from projects.models import Project

LONGEST = 100
RANKED = 240
"""So many of the latest that match are put in order: whoever has more must ask for more."""
_WORDS_TRIED = 4
_LITTLE = """
    a au aux ce ces cet cette chez d dans de des du elle elles en est et eux il ils l la le les leur leurs lui ma mais
    meme memes mes mon n ne nos notre nous on ou par pas pour qu quelqu que qui s sa se ses son sur ta tes ton un une
    vos votre vous y
"""
LITTLE = frozenset(_LITTLE.split())
"""Words that say nothing of a project, folded: PostgreSQL's own list knows neither "les" nor an "à" without accent."""
_PART = re.compile(r'(?<!\S)-(?P<without>[^\s"]+)|"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)')


@dataclass(frozen=True, slots=True)
class Query:
    """A piece of SQL that is a tsquery, with its values."""

    sql: str
    values: tuple[str, ...]


class Search:
    """What somebody looks for. `text` is as it was typed, on one line; it is false when nothing was."""

    def __init__(self, text: str):
        self.text = " ".join(text.replace("\0", " ").split())[:LONGEST].strip()

    def __bool__(self) -> bool:
        return bool(fold(self.text))

    def found(self, projects: QuerySet[Project]) -> list[int]:
        """The numbers of the projects that match, the best first and then the latest. One query."""
        query = self._query
        rank = RawSQL(f"ts_rank(projects_project.words, {query.sql})", query.values, output_field=FloatField())  # noqa: S611 - ours
        latest = projects.filter(self._matches(query)).order_by("-published_at", "-id")
        ranked = latest.annotate(rank=rank).values_list("pk", "rank")[:RANKED]
        return [pk for pk, _rank in sorted(ranked, key=lambda one: -one[1])]

    def words_alone(self, projects: QuerySet[Project]) -> list[str]:
        """The words that some project holds, when there are several and none holds them all. A query a word."""
        words = list(dict.fromkeys(word for word in self._words if _telling(word)))
        if len(words) < 2:
            return []
        return [
            word
            for word in words[:_WORDS_TRIED]
            if projects.filter(self._matches(Query(_ALL_OF, (word,)))).exists()
        ]  # fmt: skip

    @property
    def tells_nothing(self) -> bool:
        """Only little words were typed ("le, la, les"): they are in every story, and none is found by them."""
        return bool(self) and not any(_telling(part[1]) for part in self._parts)

    @cached_property
    def _parts(self) -> list[tuple[str | None, str]]:
        return [(match.lastgroup, match[match.lastgroup or ""]) for match in _PART.finditer(self.text)]

    @property
    def _words(self) -> list[str]:
        return [text for kind, text in self._parts if kind == "word"]

    @cached_property
    def _query(self) -> Query:
        parts = self._parts
        words = " ".join(_telling(word) for word in self._words).strip()
        others = [(_SQL[kind], text) for kind, text in parts if kind in _SQL and _telling(text)]
        asked = [(_ALL_OF, words), *others] if words else others
        if not asked:
            return Query(_ALL_OF, ("",))
        return Query(" && ".join(sql for sql, _text in asked), tuple(text for _sql, text in asked))

    def _matches(self, query: Query) -> RawSQL:
        return RawSQL(f"projects_project.words @@ ({query.sql})", query.values, output_field=BooleanField())  # noqa: S611


def _telling(words: str) -> str:
    """The words without the little ones, folded."""
    return " ".join(word for word in fold(words).split() if word not in LITTLE)


_ALL_OF = "plainto_tsquery('pg_catalog.french', public.projects_plain(%s))"
_SQL = {
    "phrase": "phraseto_tsquery('pg_catalog.french', public.projects_plain(%s))",
    "without": f"!!{_ALL_OF}",
}
