"""Reading files, folders, streams and records, with what is rejected and why."""

import csv
import gzip
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from verbale.errors import ConfigError
from verbale.ingest import Stdin, read
from verbale.ingest import sources as sources_module
from verbale.model.article import Article, Rejection

TEXT = "Kenya accused Somalia of sheltering gunmen."
PAGE = f"<html><head><title>Kenya</title></head><body><article><p>{TEXT}</p></article></body></html>"


def items(*inputs: Path | Stdin, form: str | None = None, published: str | None = None) -> list[Article | Rejection]:
    return list(read(inputs, input_format=form, published=published))


def stdin(data: bytes | str) -> Stdin:
    return Stdin(io.BytesIO(data if isinstance(data, bytes) else data.encode()))


def outcome(found: list[Article | Rejection]) -> list[str]:
    return [f"{i.article_id} {i.reason}" if isinstance(i, Rejection) else i.article_id for i in found]


def only(found: list[Article | Rejection]) -> Article:
    (item,) = found
    assert isinstance(item, Article), item
    return item


def refused(found: list[Article | Rejection]) -> Rejection:
    (item,) = found
    assert isinstance(item, Rejection), item
    assert item.stage == "ingest"
    assert item.detail
    return item


def test_path_that_does_not_exist_stops_before_anything(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"absent\.txt"):
        read([stdin(TEXT), tmp_path / "absent.txt"], input_format=None, published=None)


@pytest.mark.parametrize("options", [{"input_format": "pdf"}, {"published": "yesterday"}, {"published": "03/04/2024"}])
def test_wrong_options(options: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        read([], **{"input_format": None, "published": None, **options})


def test_text_is_byte_for_byte(tmp_path: Path) -> None:
    text = "Skip to content\r\n\r\nKenya’s army left.\tfind out more\r\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    assert only(items(path)).text == text
    assert only(items(stdin(text))).text == text


def test_folder_is_walked_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text(TEXT)
    (tmp_path / ".hidden.txt").write_text(TEXT)
    (tmp_path / "c.txt").write_text(TEXT + " C")
    (tmp_path / "b" / "z.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "first", "text": TEXT + " A"}))
    (tmp_path / "d.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "e.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    found = items(tmp_path)
    assert [i.text[-1] if isinstance(i, Article) else i.reason for i in found] == [
        "A", ".", "C", "unknown-format", "binary",
    ]  # fmt: skip
    assert found[0].article_id == "first"
    assert found[3].article_id == str(tmp_path / "d.xlsx")


def test_links_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "absent")
    reasons = [i.reason for i in items(tmp_path) if isinstance(i, Rejection)]
    assert reasons == ["unreadable", "unreadable"]


def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(self), mode)

    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    monkeypatch.setattr(Path, "open", refuse)
    assert refused(items(path)).reason == "unreadable"


def test_broken_gzip(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(os.urandom(40_000).hex().encode())[:9000])
    assert refused(items(path)).reason == "unreadable"


@pytest.mark.parametrize(("name", "data", "reason"), [("a.txt", b"", "empty"), ("a.html", b"<html></html>", "no-text")])
def test_nothing_to_read(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert refused(items(tmp_path / name)).reason == reason


def test_too_large_names_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources_module, "LIMIT_BYTES", 1000)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode() * 100))
    rejection = refused(items(tmp_path / "a.txt.gz"))
    assert rejection.reason == "too-large"
    assert "50 MB" in rejection.detail


def test_published_fills_only_what_is_missing() -> None:
    lines = [{"id": 1, "text": TEXT}, {"id": 2, "text": TEXT, "published_at": "2020-01-01"}]
    first, second = items(stdin("\n".join(map(json.dumps, lines))), published="2024-05-14")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.published_at, second.published_at) == ("2024-05-14", "2020-01-01")


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (TEXT, 1), (PAGE, 1), (f"<p>{TEXT}</p>", 1), (f'\ufeff{{"text": "{TEXT}"}}', 1),
        (f'id,text\n1,"{TEXT}"\n2,{TEXT}', 2),
        (f'[{{"text": "{TEXT}"}}, {{"text": "{TEXT} B"}}]', 2), (f'{{\n  "id": 1,\n  "text": "{TEXT}"\n}}', 1),
        (f'{{"id": 1,\n  "text": "{TEXT}"\n}}', 1), ("[Reuters] Kenya left Somalia.", 1),
    ],
)  # fmt: skip
def test_first_bytes_tell_the_format(data: str, count: int) -> None:
    found = items(stdin(data))
    assert all(isinstance(i, Article) and i.text.startswith(("Kenya", "[Reuters]")) for i in found), found
    assert len(found) == count


def test_format_given_wins() -> None:
    assert only(items(stdin(PAGE), form="text")).text == PAGE


def test_gzip_on_standard_input() -> None:
    assert only(items(stdin(gzip.compress(TEXT.encode())))).text == TEXT


def test_json_lines_reject_and_go_on(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    lines = [
        json.dumps({"id": "a", "text": TEXT}),
        "",
        '{"id": "b", "text": ',
        json.dumps({"id": 4, "text": TEXT, "url": "https://c.example/4"}),
        json.dumps(["text"]),
        json.dumps({"id": "f", "text": 7}),
        json.dumps({"id": True, "text": TEXT}),
        json.dumps({"id": "h"}),
        json.dumps({"id": "i", "text": " "}),
        json.dumps({"id": "a", "text": TEXT}),
        json.dumps({"id": "k", "text": TEXT, "language": "de"}),
        json.dumps({"id": "l", "html": PAGE, "title": "Given"}),
        json.dumps({"id": "m", "text": TEXT, "published_at": "soon"}),
    ]
    path.write_text("\n".join(lines))
    found = items(path)
    assert outcome(found) == [
        "a", f"{path}:3 bad-json", "4", f"{path}:5 bad-record", "f bad-record", f"{path}:7 bad-record", "h bad-record",
        "i empty", "a duplicate-id", "k not-english", "l", "m",
    ]  # fmt: skip
    last_page, undated = found[-2:]
    assert isinstance(last_page, Article)
    assert isinstance(undated, Article)
    assert (last_page.text, last_page.title) == (TEXT, "Given")
    assert undated.published_at is None


def test_half_surrogates_stop_no_run() -> None:
    lines = [
        json.dumps({"id": "a", "text": TEXT, "title": "Talks \ud800 fail"}),
        json.dumps({"id": "b\ud800", "text": TEXT}),
        json.dumps({"id": "c", "text": f"{TEXT}\ud800"}),
    ]
    found = items(stdin("\n".join(lines)))
    assert outcome(found) == ["a", "-:2 bad-encoding", "c bad-encoding"]
    assert isinstance(found[0], Article)
    assert found[0].title == "Talks ? fail"


def test_a_file_name_that_is_no_text_can_be_written_out(tmp_path: Path) -> None:
    for name in (b"\xff.txt", b"\xfe.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("" if name == b"\xfe.txt" else TEXT)
    rejection, article = items(tmp_path)
    assert isinstance(rejection, Rejection)
    assert isinstance(article, Article)
    assert rejection.article_id.endswith("\\xfe.txt")
    assert (article.input_path or "").endswith("\\xff.txt")


def test_broken_json_document(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_text('[{"text": "x"},')
    assert outcome(items(path)) == [f"{path} bad-json"]
    path.write_text(json.dumps([{"id": 1, "text": TEXT}, 5], indent=1))
    assert outcome(items(path)) == ["1", f"{path}:2 bad-record"]


def test_lines_in_mixed_encodings() -> None:
    data = '{"id": 1, "text": "Niger’s army left."}\n'.encode() + '{"id": 2, "text": "Niger’s army left."}\n'.encode(
        "cp1252"
    )
    texts = [i.text for i in items(stdin(data), form="jsonl") if isinstance(i, Article)]
    assert texts == ["Niger’s army left."] * 2


def test_too_long_a_line_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    from verbale.ingest import records

    monkeypatch.setattr(records, "LIMIT_BYTES", 200)
    long = json.dumps({"id": "long", "text": TEXT * 50})
    short = json.dumps({"id": "short", "text": TEXT})
    assert outcome(items(stdin(f"{short}\n{long}\n"), form="jsonl")) == ["short", "-:2 too-large"]


def test_reading_is_lazy() -> None:
    class Endless(io.RawIOBase):
        count = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            self.count += 1
            assert self.count < 50, "read far ahead of what was asked for"
            line = json.dumps({"id": self.count, "text": TEXT + " " * 4000}).encode() + b"\n"
            buffer[: len(line)] = line
            return len(line)

    found: Iterator[Article | Rejection] = read(
        [Stdin(io.BufferedReader(Endless(), 8192))], input_format="jsonl", published=None
    )
    assert [next(found).article_id for _ in range(3)] == ["1", "2", "3"]


def written(rows: list[list[str]], delimiter: str = ",") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(delimiter: str) -> None:
    text = f"{TEXT}\n\nIt said, “so; be\tit”."
    rows = [["ID", "Text", "published_at", "other"], ["1", text, "2024-05-14", ""], ["2", TEXT, "", "x"]]
    first, second = items(stdin(written(rows, delimiter)), form="csv")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.article_id, first.text, first.published_at) == ("1", text, "2024-05-14")
    assert second.published_at is None


def test_csv_rejections_name_the_first_line_of_the_row(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(f'text,title\n"{TEXT}\nMore.",one\n{TEXT},two,three\n"",four\n{TEXT},five\n')
    found = items(path)
    assert [i.article_id if isinstance(i, Rejection) else i.title for i in found] == [
        "one",
        f"{path}:4",
        f"{path}:5",
        "five",
    ]
    assert [i.reason for i in found if isinstance(i, Rejection)] == ["bad-record", "empty"]


def test_csv_without_a_text_column() -> None:
    assert refused(items(stdin("a,b\n1,2\n"), form="csv")).reason == "bad-record"


def test_csv_cell_longer_than_pythons_limit() -> None:
    long = (TEXT + " ") * 5000
    assert only(items(stdin(written([["id", "text"], ["1", long]])), form="csv")).text == long


def test_csv_in_utf_16() -> None:
    data = written([["id", "text"], ["1", TEXT]], "\t").encode("utf-16")
    assert only(items(stdin(data), form="csv")).text == TEXT


def test_csv_goes_on_behind_a_line_that_is_no_text() -> None:
    data = f"id,text\n1,{TEXT}\n".encode() + b"2,\0\0\n" + f"3,{TEXT} C\n".encode()
    padding = f"0,{f'{TEXT} ' * 500}\n".encode()
    found = items(stdin(b"id,text\n" + padding + data[8:]), form="csv")
    assert [i.article_id if isinstance(i, Article) else i.reason for i in found] == ["0", "1", "binary", "3"]


@pytest.mark.parametrize("header", ['"id,text', "id,text\rmore", ",", "\r"])
def test_odd_csv_headers_are_no_crash(header: str) -> None:
    items(stdin(header + "\n1,2\n"), form="csv")
