"""Articles that try to break out of wherever they are shown: into a script, an attribute, a template, a path, a query.

Each tells an act that is coded, with the hostile words in its evidence, its names, its title or its description.
"""

import json
from collections.abc import Mapping

# Sets a mark that a test can look for, besides the dialog: `window.hostile` must stay undefined.
CALL = "window.hostile=1;alert(1)"
BREAKOUTS: Mapping[str, str] = {
    "script": f"<script>{CALL}</script>",
    "end-of-script": f"</script><script>{CALL}</script>",
    "end-of-comment": f"--><script>{CALL}</script><!--",
    "end-of-title": f"</title></textarea><script>{CALL}</script>",
    "attribute": f'"><img src=x onerror={CALL}>',
    "single-quote": f"'><svg onload={CALL}>",
    "handler": f'" onmouseover="{CALL}" autofocus onfocus="{CALL}',
    "iframe": "<iframe src=javascript:parent.hostile=1></iframe>",
    "style": "</style><style>body{display:none}</style>",
    "base": "<base href=http://elsewhere.test/>",
    "refresh": "<meta http-equiv=refresh content='0;url=http://elsewhere.test/'>",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &#x3c;b&#x3e;",
    "jinja": "{{7*7}} {% for a in range(9) %}x{% endfor %} {# gone #}",
    "template-literal": "${7*7} `+alert(1)+` <%= 7*7 %> #{7*7}",
    "format": "%s %n %(name)s {0} {name!r}",
    "sql": "'; DROP TABLE event; --",
    "json": '"},{"x":"\\u2028\\u0000","y":["',
    "csv": '=HYPERLINK("http://elsewhere.test/","x"),+1-1@SUM(1)',
    "right-to-left": "\u202eevlis\u202c \u2066\u200f\u05d0\u05d1\u2069",
    "invisible": "\u200b\u2028\u2029\u200d\ufeff\u00ad",
    "controls": "\x01\x07\x08\x0b\x1b[31m\x85\x7f",
    "emoji": "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1fa\U0001f1e6 \U0001f600\ufe0f",
    "combining": "Z" + "\u0351\u0346\u0327" * 60,
    "not-a-character": "\ufffe \uffff \U0010ffff",
}
# Not coded but refused, with these words in the refusal's id.
REFUSED = (f"<script>{CALL}</script>", "../../refused", "a\x00b")
IDS = (
    "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "a/b?c#d%2F", "a b+c&d=e;f", "/", ".", "%00", "con", "id'--",
    "<b>id</b>", '"onclick="x', "\u202eid", "\U0001f600",
)  # fmt: skip
URLS = (
    f"javascript:{CALL}", f"JaVaScRiPt:{CALL}", f"data:text/html,<script>{CALL}</script>", f" javascript:{CALL}",
    f"java\tscript:{CALL}", "vbscript:x", "file:///etc/passwd", "//elsewhere.test/x", "\\\\elsewhere.test\\x",
    "http://elsewhere.test/\"><script>alert(1)</script>", "http://[broken", "not an address", "",
)  # fmt: skip
WORD_CHARS = 5_000_000
LONG_CHARS = 20_000

Record = Mapping[str, str]


def hostile_articles(*, word_chars: int = WORD_CHARS) -> list[Record]:
    """Records as JSON Lines give them; `word_chars` is the length of the longest word."""
    found = [*_breakouts(), *_ids(), *_urls(), *_long(word_chars), *_refused()]
    return [{"published_at": "2022-03-01", **record} for record in found]


def hostile_lines(*, word_chars: int = WORD_CHARS) -> str:
    """The articles as JSON Lines."""
    return "".join(json.dumps(record) + "\n" for record in hostile_articles(word_chars=word_chars))


def _breakouts() -> list[Record]:
    """One article a way out that has it everywhere: in the clause that is quoted, its names, and what describes it."""
    return [
        {
            "id": f"hostile-{name}",
            "title": f"Title {words} end",
            "publisher": f"Gazette {words} end",
            "url": f"http://elsewhere.test/?{name}={words}",
            "author": words,
            "text": f"Russia attacked Kyiv on Monday, the government said.\n\n"
            f"Kenya accused {words} Somalia of sheltering gunmen {words} on Tuesday, {words} officials said.\n\n"
            f"The minister, Alma {words} Quill, met Ethiopia's president in Nairobi on Monday.",
        }
        for name, words in BREAKOUTS.items()
    ]


def _ids() -> list[Record]:
    return [
        {
            "id": name,
            "title": f"Id {number}",
            "publisher": "Ids",
            "text": f"Mali rejected {number + 2} offers of France.",
        }
        for number, name in enumerate(IDS)
    ]


def _urls() -> list[Record]:
    return [
        {
            "id": f"url-{number}",
            "url": url,
            "title": f"Address {number}",
            "publisher": "Addresses",
            "text": f"Police in Nairobi arrested {number + 2} protesters on Monday.",
        }
        for number, url in enumerate(URLS)
    ]


def _long(word_chars: int) -> list[Record]:
    return [
        {"id": "long-title", "title": "Title " * (LONG_CHARS // 6), "text": "Iran threatened Israel on Monday."},
        {"id": "long-word-in-title", "title": "T" * LONG_CHARS, "publisher": "P" * LONG_CHARS,
         "text": "Iran accused Israel of lying on Tuesday."},
        {"id": "long-id-" + "i" * LONG_CHARS, "text": "Iran praised Oman on Tuesday."},
        {"id": "long-address", "url": "http://elsewhere.test/" + "u" * LONG_CHARS,
         "text": "Iran thanked Oman on Monday."},
        {"id": "long-clause",
         "text": "Iran accused Israel of shelling a village" + " and of burning a barn" * 600 + " on Monday."},
        {"id": "long-word", "text": "Iran attacked Israel on Monday, the army said.\n\n" + "w" * word_chars},
    ]  # fmt: skip


def _refused() -> list[Record]:
    return [{"id": name, "title": "Refused", "text": "Iran attacked \x00 Israel."} for name in REFUSED]
