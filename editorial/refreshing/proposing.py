"""What one run proposes: nothing is applied, and nothing written before all of it is known."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from editorial.content.kinds import Kind, Snapshot, kind_of
from editorial.content.writing import complete
from editorial.deciding import proposal, propose
from editorial.models import Change, ChangeQuerySet, ChangeSet, ChangeState, Origin, Source


class Proposals:
    def __init__(self) -> None:
        self.day = timezone.localdate()
        self.made: list[Change] = []
        self._cited: dict[int, set[str]] = {}  # place in `made` -> slugs
        self._new_sources: dict[str, str] = {}  # address -> slug

    @property
    def day_in_words(self) -> str:
        return date_format(self.day, "j F Y")

    def add(
        self,
        kind: Kind,
        key: str,
        title: str,
        old: Snapshot | None,
        new: Snapshot,
        *,
        reason: str,
        cites: Iterable[str],
    ) -> None:
        """cites: slugs of the sources that say so."""
        self._cited[len(self.made)] = {*cites}
        self.made.append(
            proposal(kind, key, title, old, new, origin=Origin.REFRESH, reason=reason[:300])
        )

    def earlier(self, kind: Kind, **which: Any) -> ChangeQuerySet:
        """Return what earlier runs proposed and what still waits, or was declined.

        Neither is proposed again.
        """
        return Change.objects.filter(
            kind=kind.name,
            origin=Origin.REFRESH,
            state__in=(ChangeState.PROPOSED, ChangeState.DECLINED),
            **which,
        )

    def source(self, url: str, slug: str, **described: Any) -> str:
        """Return the slug of the source with an address: there, waiting, or proposed now.

        slug, described: what it is if it has to be proposed.
        """
        there = Source.objects.filter(Q(url__iexact=url) | Q(url__iexact=f"{url}/"))
        if known := there.values_list("slug", flat=True).first():
            return known
        if url not in self._new_sources:
            kind = kind_of(Source)
            waiting = Change.objects.proposed().filter(kind=kind.name, is_new=True)
            slugs = (change.key for change in waiting if change.fields["url"][1] == url)
            if (waits := next(slugs, None)) is None:
                about = {"slug": slug, "url": url, "accessed_on": self.day.isoformat()}
                new, title = complete(kind, about | described), described["title"]
                reason = "Figures that are proposed with it rest on it."
                self.add(kind, slug, title, None, new, reason=reason, cites=())
            self._new_sources[url] = waits or slug
        return self._new_sources[url]

    def save(self) -> ChangeSet | None:
        """Write all of it as one change set; None if there is nothing to propose."""
        if not self.made:
            return None
        cited = set().union(*self._cited.values())
        sources = {source.slug: source for source in Source.objects.filter(slug__in=cited)}
        with transaction.atomic():
            title = f"Refresh of {self.day_in_words}"
            change_set = ChangeSet.objects.create(origin=Origin.REFRESH, title=title)
            for place, change in enumerate(self.made):
                change.change_set = change_set
                # A source that is itself proposed is named in what rests on it.
                known = sorted(self._cited[place] & sources.keys())
                change.opens = [sources[slug] for slug in known]
                propose(change)
        return change_set
