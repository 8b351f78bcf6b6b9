"""Under which id the store knows an article, and whether it holds it already."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from verbale.ingest import hashed_id
from verbale.model.article import Article
from verbale.store.reading import Held


@dataclass(slots=True)
class Identities:
    """The articles that the record holds, and those of the run under way.

    An article with an id or URL of its own is known by it. A file without either is known by its path, so that it stays
    the same article when its text changes; else by its text, so that a renamed file and a copy are no new articles.
    """

    _digests: dict[str, str] = field(default_factory=dict)
    # Of articles whose only name is their text or file: where each lies, and which has which text.
    _at_path: dict[str, str] = field(default_factory=dict)
    _with_text: dict[str, str] = field(default_factory=dict)
    _names: dict[str, tuple[str, str | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, held: Iterable[Held]) -> "Identities":
        """Of the newest versions, oldest first: a path's latest article is the one that lies there."""
        identities = cls()
        for one in held:
            identities._digests[one.article_id] = one.digest
            if one.text_id is not None:
                identities._settle(one.article_id, one.text_id, one.input_path)
        return identities

    def identified(self, article: Article) -> Article:
        """The article under the id that the store knows it by, or will."""
        natural = hashed_id(article.text)
        if article.article_id != natural:
            return article
        known = self._at_path.get(article.input_path) if article.input_path is not None else None
        known = known or self._with_text.get(natural)
        if known is None:
            # The natural id can be that of a file which held this text once and now holds another.
            taken = natural in self._digests
            known = hashed_id(f"{article.input_path or ''}\n{article.text}") if taken else natural
        self._settle(known, natural, article.input_path)
        return replace(article, article_id=known)

    def is_held(self, article: Article) -> bool:
        """Whether the record, or the run so far, has the article as it is; what is asked for counts as had from now."""
        digest = digest_of(article)
        held = self._digests.get(article.article_id) == digest
        self._digests[article.article_id] = digest
        return held

    def _settle(self, article_id: str, text_id: str, path: str | None) -> None:
        """From now this article has this text and lies at this path, and no other."""
        old_text, old_path = self._names.get(article_id, (None, None))
        path = path or old_path
        for held, old, new in ((self._with_text, old_text, text_id), (self._at_path, old_path, path)):
            if old is not None and old != new and held.get(old) == article_id:
                del held[old]
            if new is not None:
                held[new] = article_id
        self._names[article_id] = (text_id, path)


def digest_of(article: Article) -> str:
    """Of all that coding and the reader see of an article; not of where and when it was fetched."""
    seen = (
        article.text, article.title, article.url, article.publisher, article.author, article.published_at,
        article.language,
    )  # fmt: skip
    return hashlib.sha256(json.dumps(seen).encode("utf-8")).hexdigest()[:32]
