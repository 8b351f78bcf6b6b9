"""Text from outside as a page shows it."""

from verbale.model.display import days, number, shown, visible


def test_controls_and_directions_are_shown_not_obeyed() -> None:
    assert visible("a\0b\x1b[31m\x7f\x85") == "a␀b␛[31m␡\ufffd"
    assert visible("\u202etxt.exe\u202c \u2066x\u2069 \u200f\u061c") == "[RLO]txt.exe[PDF] [LRI]x[PDI] [RLM][ALM]"
    assert visible("\ud800") == "\ufffd"


def test_line_ends_other_scripts_and_emoji_stay() -> None:
    text = "tab\tline\r\n שלום سلام 👨‍👩‍👧 <script>"
    assert visible(text) == text


def test_long_text_is_cut_and_nothing_is_nothing() -> None:
    assert shown("a word too many", 10) == "a word too…"
    assert shown("\u202e") == "[RLO]"
    assert shown(None) == number(None) == ""


def test_numbers_and_days_in_words() -> None:
    assert number(94753) == "94,753"
    assert days("2022-02-20", "2022-02-20") == "2022-02-20"
    assert days("2022-02-20", None) == "2022-02-20 to …"
    assert days("2022-01-01", "2022-12-31") == "2022"
    assert days("2024-02-01", "2024-02-29") == "2024-02"
    assert days("2024-02-01", "2024-02-28") == "2024-02-01 to 2024-02-28"
