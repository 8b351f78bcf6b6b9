"""Whose country unnamed actors are of: features from hand-built documents, and a few plain cases of the weights."""

from builders import parse_of

from verbale.coding.homes import Unplaced, country_features, home_of, namings, none_features
from verbale.ingest import article_from_text
from verbale.model.events import Document
from verbale.model.mentions import Actor, ActorMention, Place, Toponym

TEXT = "Police in Kenya arrested a man. Uganda condemned Kenya."
CODES = {"Kenya": "KEN", "Uganda": "UGA"}


def document_of(text: str = TEXT) -> Document:
    parse = parse_of(text, heads={"Kenya": ("in", "pobj"), "in": ("Police", "prep")})
    actors, toponyms = [], []
    for token in parse.tokens:
        code = CODES.get(token.text)
        if code is not None and token.dep == "pobj":
            place = Place(name=token.text, country=code, precision="country")
            toponyms.append(Toponym(span=token.span, head=token.index, use="literal", place=place))
        elif code is not None:
            actor = Actor(text=token.text, name=token.text, actor_id=code, code=code, sector="GOV")
            actors.append(ActorMention(span=token.span, head=token.index, actor=actor, how="country"))
    return Document(article=article_from_text(text), parse=parse, actors=tuple(actors), toponyms=tuple(toponyms))


def case_of(document: Document, word: str, side: str = "source") -> Unplaced:
    head = next(t.index for t in document.parse.tokens if t.text == word)
    actor = Actor(text=word, name=word, sector="COP" if word == "Police" else "CVL")
    return Unplaced(actor=actor, head=head, side=side, event_type="COERCE", other=(), place=None, main="KEN")


def test_every_naming_counts_with_its_kind() -> None:
    found = [(n.code, n.kind) for n in namings(document_of())]
    assert found == [("KEN", "literal"), ("UGA", "state GOV"), ("KEN", "state GOV")]


def test_a_place_that_hangs_on_the_actor_is_seen() -> None:
    document = document_of()
    found = country_features(document, case_of(document, "Police"), namings(document))
    assert set(found) == {"KEN", "UGA"}
    assert "way=pobj<in" in found["KEN"]
    assert not any(f.startswith("way=") for f in found["UGA"])
    assert "main=True" in found["KEN"]
    assert "main=False" in found["UGA"]


def test_police_somewhere_are_of_that_country() -> None:
    document = document_of()
    assert home_of(document, case_of(document, "Police")) == "KEN"


def test_without_any_country_there_is_no_home() -> None:
    document = document_of("Police arrested a man.")
    case = case_of(document, "man", side="target")
    assert home_of(document, case) is None
    assert "none:countries=0" in list(none_features(document, case, []))
