"""How likely two tellings are the same act: features of their fields and words, and what these say.

They are judged by boosted trees, grown by `training/likeness.py` on pairs of reports that readers judged.
"""

import datetime
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.codebook.trees import Trees, contributions, odds, trees
from verbale.link.rarity import NUMBER, dice, rarity, weight
from verbale.link.vectors import load_vectors
from verbale.link.words import content, names, numbers, stem, tokens
from verbale.model.tellings import Telling

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# The rarity of a word of no report.
RAREST = 11.7
_DAYS = (0, 1, 2, 4, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A telling with what its comparison needs, worked out once."""

    telling: Telling
    article: frozenset[str]
    article_names: frozenset[str]
    leads: bool
    trigger: frozenset[str]
    around: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    trigger_vector: "NDArray[np.float32]"
    sentence_vector: "NDArray[np.float32]"


def sketches(tellings: Iterable[Telling], texts: Mapping[str, str]) -> list[Sketch]:
    """`texts`: those of the articles, by id, without page furniture."""
    vectors = load_vectors()
    words = {article_id: frozenset(content(text)) for article_id, text in texts.items()}
    named = {article_id: frozenset(names(text)) for article_id, text in texts.items()}
    found = []
    for telling in tellings:
        trigger = frozenset(stem(w) for w in tokens(telling.trigger))
        inside = [w for w in tokens(telling.sentence) if stem(w) not in trigger]
        found.append(
            Sketch(
                telling=telling,
                article=words[telling.article_id],
                article_names=named[telling.article_id],
                leads=texts[telling.article_id].lstrip().startswith(telling.sentence),
                trigger=trigger,
                around=frozenset(content(telling.sentence)) - trigger,
                names=frozenset(names(telling.sentence)),
                numbers=frozenset(numbers(telling.sentence)),
                trigger_vector=vectors.mean(tokens(telling.trigger)),
                sentence_vector=vectors.mean(inside),
            )
        )
    return found


def likeness(one: Sketch, other: Sketch) -> float:
    """The chance that two tellings are one act, 0 to 1."""
    features = set(likeness_features(one, other))
    return 1 / (1 + math.exp(-odds(_model(one, other), features)))


def reasons(one: Sketch, other: Sketch) -> Mapping[str, float]:
    """What each question brought for or against one act, in log-odds."""
    return contributions(_model(one, other), set(likeness_features(one, other)))


def _model(one: Sketch, other: Sketch) -> Trees:
    """Tellings of which one has no event type, as words marked by somebody else, are judged by trees of their own."""
    coded = one.telling.event_type is not None and other.telling.event_type is not None
    return trees("likeness.tsv", "coded" if coded else "bare")


def likeness_features(one: Sketch, other: Sketch) -> Iterator[str]:
    """What speaks for or against one act, the same in either order."""
    yield from _words(one, other)
    yield from _fields(one.telling, other.telling)
    yield from _numbers(one, other)


def _words(one: Sketch, other: Sketch) -> Iterator[str]:
    """How like the trigger, its sentence and the article are."""
    where = _where(one.telling, other.telling)
    yield f"where={where}"
    yield f"trigger={_trigger(one, other)}"
    yield from _over("trigger", _cosine(one.trigger_vector, other.trigger_vector))
    if where == "two articles":
        yield from _over("article", dice(one.article, other.article))
    yield from _over("around", dice(one.around, other.around))
    yield from _over("sentence", _cosine(one.sentence_vector, other.sentence_vector))
    yield f"type={_type(one.telling, other.telling)}"
    yield f"leads={'&'.join(sorted((str(one.leads), str(other.leads))))}"


def _fields(a: Telling, b: Telling) -> Iterator[str]:
    """Whether sides, place, day and status meet."""
    source, target = _actors(a.sources, b.sources), _actors(a.targets, b.targets)
    yield f"source={source}"
    yield f"target={target}"
    yield f"crossed={'one' in (_meet(a.sources, b.targets), _meet(a.targets, b.sources))}"
    yield f"place={_place(a, b)}"
    yield f"date={_date(a, b)}"
    yield from _days(a, b)
    first, then = sorted((a, b), key=lambda t: (t.published or "", t.event_id))
    yield f"status={first.status}&{then.status}"
    yield f"historical={'&'.join(sorted(str(t.historical) for t in (a, b)))}"


def _numbers(one: Sketch, other: Sketch) -> Iterator[str]:
    """Names and numbers that both sentences hold."""
    yield from _over("names", dice(one.names, other.names))
    yield from _over("shared names", weight(one.names & other.names) / (5 * NUMBER))
    if one.telling.article_id != other.telling.article_id:
        shared = one.article & other.article
        yield from _over("article names", dice(one.article_names, other.article_names))
        yield from _over("rarest shared", max(map(rarity, shared), default=0.0) / RAREST)
        yield from _over("shared", weight(shared) / (20 * NUMBER))
    yield f"numbers={_meet(one.numbers, other.numbers)}"
    yield f"counts={_counts(one.telling, other.telling)}"


def _cosine(one: "NDArray[np.float32]", other: "NDArray[np.float32]") -> float:
    return float(one @ other)


def _where(a: Telling, b: Telling) -> str:
    if a.article_id != b.article_id:
        return "two articles"
    return "one sentence" if a.sentence == b.sentence else "one article"


def _over(name: str, share: float | None) -> Iterator[str]:
    """Every tenth that a share exceeds: what speaks for a little of it speaks for more, too."""
    if share is None:
        yield f"{name}=none"
    else:
        yield from (f"{name}>{tenth / 10}" for tenth in range(10) if share > tenth / 10)


def _step(share: float | None) -> str:
    return "none" if share is None else f"{max(0.0, share):.1f}"


def _trigger(one: Sketch, other: Sketch) -> str:
    """The same word, one of the other text's, or how near in meaning."""
    if one.trigger & other.trigger:
        rare = max(rarity(s) for s in one.trigger & other.trigger)
        return f"same {'rare' if rare > NUMBER else 'common'} word"
    if one.trigger & other.around or other.trigger & one.around:
        return "beside"
    return _step(_cosine(one.trigger_vector, other.trigger_vector))


def _type(a: Telling, b: Telling) -> str:
    if a.event_type is None or b.event_type is None:
        return "unknown"
    if a.event_type != b.event_type:
        return f"{'&'.join(sorted((a.event_type, b.event_type)))}"
    modes = "no mode" if None in (a.mode, b.mode) else "mode" if a.mode == b.mode else "other mode"
    return f"{a.event_type}&{modes}"


def _meet(one: frozenset[str], other: frozenset[str]) -> str:
    return "none" if not one or not other else "one" if one & other else "apart"


def _actors(one: frozenset[str], other: frozenset[str]) -> str:
    """Whether two sides share a name or id, or only the country, or nothing."""
    if not one or not other:
        return "none"
    shared = one & other
    if any(not _is_code(key) for key in shared):
        return "name"
    if not shared:
        return "apart"
    # "two tourists, Ann Lee" and "a nurse, Bo Wong" are of one country and two people.
    return "country" if min(len(one), len(other)) > 1 else "country alone"


def _is_code(key: str) -> bool:
    return len(key) == 3 and key.isupper()


def _place(a: Telling, b: Telling) -> str:
    if a.place is None or b.place is None:
        return "none"
    if a.place.country != b.place.country:
        return "other country"
    if a.place.precision != b.place.precision:
        return "wider"
    return f"same {a.place.precision}" if a.place.name == b.place.name else "other"


def _date(a: Telling, b: Telling) -> str:
    if None in (a.earliest, a.latest, b.earliest, b.latest):
        return "none"
    apart = a.earliest > b.latest or b.earliest > a.latest  # type: ignore[operator]
    exact = a.earliest == a.latest == b.earliest == b.latest
    return f"{'apart' if apart else 'the day' if exact else 'meet'}&{a.date_stated + b.date_stated}"


def _days(a: Telling, b: Telling) -> Iterator[str]:
    """Days between the publications, by what they exceed."""
    if a.published is None or b.published is None:
        yield "days=none"
        return
    days = abs((datetime.date.fromisoformat(a.published) - datetime.date.fromisoformat(b.published)).days)
    yield from (f"days>{limit}" for limit in _DAYS if days > limit)


def _counts(a: Telling, b: Telling) -> str:
    said = [{kind: (low, math.inf if high is None else high) for kind, low, high in t.counts} for t in (a, b)]
    shared = said[0].keys() & said[1].keys()
    if not shared:
        return "none"
    near = [said[0][k][0] <= said[1][k][1] and said[1][k][0] <= said[0][k][1] for k in shared]
    return "same" if any(near) else "other"
