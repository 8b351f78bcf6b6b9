"""Types, modes, contexts and CAMEO codes: the shipped tables and what the loaders refuse."""

from pathlib import Path

import pytest

from verbale.codebook import types
from verbale.codebook.types import CameoCode, cameo_codes, contexts, event_types
from verbale.errors import CodebookError

QUAD_CLASS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1,
    "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
# CAMEO itself counts appeals as cooperation and verdicts as verbal, PLOVER does not.
APART = {"020", "021", "024", "025", "026", "116"}


def defaults() -> list[tuple[str, str | None, str]]:
    found: list[tuple[str, str | None, str]] = []
    for event_type in event_types().values():
        found.append((event_type.name, None, event_type.cameo))
        found.extend((event_type.name, mode.name, mode.cameo) for mode in event_type.modes.values())
    return found


def test_all_sixteen_types_with_their_quad_class() -> None:
    assert {name: t.quad_class for name, t in event_types().items()} == QUAD_CLASS


def test_scores_lie_in_range_and_hostile_types_score_below_zero() -> None:
    for event_type in event_types().values():
        assert -10 <= event_type.score <= 10
        assert all(-10 <= mode.score <= 10 for mode in event_type.modes.values())
        assert (event_type.score < 0) == (event_type.quad_class >= 3 and event_type.name != "REQUEST")


def test_accuse_scores_with_its_modes() -> None:
    accuse = event_types()["ACCUSE"]
    assert accuse.score == -3.0
    assert min(m.score for m in accuse.modes.values()) <= accuse.score <= max(m.score for m in accuse.modes.values())


def test_definitions_are_there() -> None:
    for event_type in event_types().values():
        assert 2 <= event_type.definition.count(". ") + 1 <= 4, event_type.name
        assert all(mode.definition.endswith(".") for mode in event_type.modes.values())
    assert all(context.definition.endswith(".") for context in contexts().values())


@pytest.mark.parametrize(("name", "mode", "code"), defaults())
def test_default_cameo_code_exists_and_fits_the_type(name: str, mode: str | None, code: str) -> None:
    cameo = cameo_codes()[code]
    if code in APART:
        return
    assert cameo.quad_class == event_types()[name].quad_class or name in {"CONCEDE", "RETREAT", "ASSAULT"}
    assert cameo.plover_type == name


def test_contexts_are_thirty_seven_each_with_words() -> None:
    assert len(contexts()) == 37
    for context in contexts().values():
        assert len(context.words) >= 6, context.name
        assert len(set(context.words)) == len(context.words), context.name
        assert all(word == word.lower() for words in context.words for word in words)


def test_context_words_are_split_and_hyphens_dropped() -> None:
    assert ("peace", "process") in contexts()["diplomatic"].words
    assert ("same", "sex", "marriage") in contexts()["lgbt"].words


def test_cameo_codes_are_complete() -> None:
    codes = cameo_codes()
    assert len(codes) == 313
    assert {code[:2] for code in codes} == {f"{root:02}" for root in range(1, 21)}
    for code in codes.values():
        assert len(code.code) == 2 or code.code[:-1] in codes, code.code
        assert (code.plover_type is None) == code.code.startswith("01")


def test_embargo_is_a_sanction_and_not_coercion() -> None:
    assert cameo_codes()["163"] == CameoCode(
        code="163",
        name="Embargo, boycott or sanctions",
        goldstein=-8.0,
        quad_class=4,
        plover_type="SANCTION",
        plover_mode="discontinue",
    )


def test_investigation_is_verbal_and_protest_material_conflict() -> None:
    assert cameo_codes()["090"].quad_class == 3
    assert cameo_codes()["141"].quad_class == 4


def use(folder: Path, monkeypatch: pytest.MonkeyPatch, **files: str) -> None:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    monkeypatch.setattr(types, "data_root", lambda: folder)


TYPE = "AID:\n  definition: Help.\n  quad_class: 2\n  cameo: '070'\n  score: 10.0\n  modes:\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TYPE.replace("quad_class: 2", "quad_class: 5"), "types.yaml, AID: quad_class is 1 to 4"),
        (TYPE.replace("10.0", "11"), "types.yaml, AID: 11 is outside"),
        (TYPE.replace("10.0", "much"), "types.yaml, AID: 'much' is no number"),
        (TYPE.replace("  score: 10.0\n", ""), "missing or unknown: score"),
        (TYPE + "    food: yes\n", "types.yaml, AID/food: a mapping is expected"),
        ("- AID\n", "types.yaml: a mapping of records is expected"),
        ("AID: [\n", "types.yaml:2"),
    ],
)
def test_wrong_types_name_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str) -> None:
    use(tmp_path, monkeypatch, types_yaml=text)
    with pytest.raises(CodebookError, match=message):
        event_types.__wrapped__()


def test_wrong_cameo_line_names_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = event_types()
    head = "\t".join(types.CAMEO_COLUMNS) + "\n"
    use(tmp_path, monkeypatch, cameo_tsv=head + "070\tAid, other\t7.0\t2\tAID\t\n071\tx\t7.4\t2\tAID\tfood\n")
    monkeypatch.setattr(types, "event_types", lambda: known)
    with pytest.raises(CodebookError, match=r"cameo\.tsv:3: AID has no mode food"):
        cameo_codes.__wrapped__()


def test_words_must_be_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(tmp_path, monkeypatch, contexts_yaml="legal:\n  definition: Courts.\n  words: court\n")
    with pytest.raises(CodebookError, match=r"contexts\.yaml, legal: words is a list"):
        contexts.__wrapped__()
