"""The shipped scorer's card names the files that ship."""

import hashlib

from verbale.scorer.network import FILES, SHIPPED


def test_the_card_names_the_hash_of_every_file() -> None:
    card = (SHIPPED / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert not [name for name in FILES if hashlib.sha256((SHIPPED / name).read_bytes()).hexdigest() not in card]


def test_the_network_is_small() -> None:
    assert (SHIPPED / "model.onnx").stat().st_size <= 30_000_000
