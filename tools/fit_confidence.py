"""Fits confidence.tsv: `python tools/fit_confidence.py GOLD.jsonl SCORE.py`.

GOLD holds articles coded in full (`id`, `text`, `published`, `events`, `optional`), SCORE the scorer whose `assign`
pairs coded events with predicted ones. An event is right when a gold or an optional event is one that it could be paired with. Logistic
regression with L2, by Newton's method; the calibration error printed is that of five folds, by article.
"""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import numpy as np

from verbale.codebook.frames import load_frames
from verbale.coding.coder import Coder
from verbale.coding.confidence import features
from verbale.ingest import article_from_text
from verbale.pipeline.records import event_records
from verbale.pipeline.stages import annotate_document, find_date, find_place, without_dateline
from verbale.scorer import load_scorer
from verbale.text.parser import parse_articles

TARGET = Path(__file__).parent.parent / "src" / "verbale" / "codebook" / "data" / "confidence.tsv"
L2, FOLDS, BINS = 1.0, 5, 10


def main() -> None:
    gold = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    rows = list(read(gold, scorer(Path(sys.argv[2]))))
    names = sorted({name for _, found, _ in rows for name in found})
    x = np.array([[found.get(name, 0.0) for name in names] for _, found, _ in rows])
    y = np.array([right for *_, right in rows], dtype=float)
    fold = np.array([number % FOLDS for number, *_ in rows])
    held = np.zeros(len(y))
    for k in range(FOLDS):
        held[fold == k] = chances(x[fold == k], fit(x[fold != k], y[fold != k]))
    print(
        f"{len(y)} events, {y.mean():.3f} right; calibration error on held-out folds {calibration_error(held, y):.3f}"
    )
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write("feature\tweight\n")
        file.writelines(f"{n}\t{w:.3f}\n" for n, w in zip(names, fit(x, y), strict=True))


def scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no Python module {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(gold: list[dict], score: ModuleType):  # type: ignore[no-untyped-def, type-arg]
    """Number of the article, features and whether it is right, for every act before mentions are joined."""
    coder = Coder(frames=load_frames(), find_place=find_place, find_date=find_date, read=load_scorer().read)
    articles = [article_from_text(g["text"], article_id=g["id"], published_at=g["published"]) for g in gold]
    for number, (article, parse) in enumerate(parse_articles(map(without_dateline, articles))):
        document = annotate_document(article, parse)
        wanted = gold[number]["events"] + gold[number].get("optional", [])
        for event in wanted:
            at = article.text.find(event["trigger"], event["evidence"]["start"])
            event["_trigger"] = at if at >= 0 else event["evidence"]["start"]
        judged = coder.judge(document)
        records = event_records(coder.coded(document, judged), {})
        for act, record in zip(judged, records, strict=True):
            # A second mention of an act is as right as the first, so each is tried alone.
            found = features(coder.case(document, act))
            yield number, found, any(score.assign([event], [record]) for event in wanted)


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = chances(x, weights)
        gradient = x.T @ (y - p) - L2 * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + L2 * np.eye(x.shape[1])
        weights += np.linalg.solve(hessian, gradient)
    return weights


def chances(x: np.ndarray, weights: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    return 1 / (1 + np.exp(-(x @ weights)))


def calibration_error(p: np.ndarray, y: np.ndarray) -> float:  # type: ignore[type-arg]
    """Expected calibration error over BINS bins of equal width."""
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    return float(sum(abs(p[bins == b].sum() - y[bins == b].sum()) for b in range(BINS)) / len(y))


if __name__ == "__main__":
    main()
