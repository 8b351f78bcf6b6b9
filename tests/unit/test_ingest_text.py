"""Articles from texts, and telling English from other languages."""

import hashlib

import pytest

from verbale.errors import IngestError
from verbale.ingest import article_from_text
from verbale.ingest.language import foreign_language

ENGLISH = (
    "The foreign minister of Chile said on Monday that his country would not sign the accord with Bolivia before the "
    "vote in October, and that the talks on the port, which began in May, had been suspended by both sides."
)
OTHERS = {
    "French": "Le ministre des Affaires étrangères du Chili a déclaré lundi que son pays ne signerait pas l’accord "
    "avec la Bolivie avant le vote d’octobre, et que les négociations ont été suspendues par les deux parties.",
    "German": "Der Außenminister von Chile sagte am Montag, dass sein Land das Abkommen mit Bolivien nicht vor der "
    "Wahl im Oktober unterzeichnen wird und dass die Gespräche über den Hafen ausgesetzt worden sind.",
    "Spanish": "El ministro de Relaciones Exteriores de Chile dijo el lunes que su país no firmará el acuerdo con "
    "Bolivia antes de la votación de octubre y que las conversaciones fueron suspendidas por las partes.",
    "Turkish": "Şili Dışişleri Bakanı pazartesi günü yaptığı açıklamada ülkesinin ekim ayındaki oylamadan önce "
    "Bolivya ile bir anlaşma imzalamayacağını ve bu liman için yapılan görüşmelerin askıya alındığını ancak daha "
    "sonra yeniden başlayacağını söyledi, bu da bölge için çok önemli bir adım olarak görülüyor.",
    "Cyrillic script": "Министр иностранных дел Чили заявил в понедельник, что его страна не подпишет соглашение с "
    "Боливией до октябрьского голосования.",
    "Arabic script": "قال وزير خارجية تشيلي يوم الاثنين إن بلاده لن توقع الاتفاق مع بوليفيا "
    "قبل التصويت المقرر في أكتوبر المقبل",
    "Chinese or Japanese script": "智利外交部长星期一表示在十月份投票之前该国不会与玻利维亚签署协议" * 3,
}


def reason(text: str, **fields: str) -> str:
    with pytest.raises(IngestError) as caught:
        article_from_text(text, **fields)
    return caught.value.reason


def test_fields_and_ids() -> None:
    article = article_from_text(ENGLISH, title="  Chile waits ", url="", published_at="5 May 2024", language="en-GB")
    assert article.text == ENGLISH
    assert article.title == "Chile waits"
    assert article.url is None
    assert article.published_at == "2024-05-05"
    assert article.article_id == "a-" + hashlib.sha256(ENGLISH.encode()).hexdigest()[:16]
    url = "https://c.example/1"
    assert article_from_text(ENGLISH, url=url).article_id == "a-" + hashlib.sha256(url.encode()).hexdigest()[:16]
    assert article_from_text(ENGLISH, article_id=17).article_id == "17"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "empty"), (" \n\t\ufeff", "empty"), ("Skip to content\n\nLeave a Reply\n", "empty"), ("a\0b", "binary"),
        ("half \ud83d pair", "bad-encoding"),
    ],
)  # fmt: skip
def test_unusable_texts(text: str, expected: str) -> None:
    assert reason(text) == expected


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages(language: str) -> None:
    assert foreign_language(OTHERS[language]) == language
    assert reason(OTHERS[language]) == "not-english"


def test_language_given() -> None:
    assert reason(ENGLISH, language="fr") == "not-english"
    for tag in ("en", "en_US", "eng", "English"):
        assert article_from_text(ENGLISH, language=tag).language == tag


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.upper(),
        "Kenya accused Somalia of sheltering gunmen.",
        "La Paz protest: De la Cruz, Los Andes, El Alto, San Juan",
        "Gunmen kill eleven in Mopti; Mali army blames Katiba Macina; France recalls envoy; Niger, Burkina Faso and "
        "Chad deploy force near Tillabéri; UN condemns raid; Algeria offers mediation; ECOWAS leaders meet in Abuja.",
        'The minister said: "Nous ne quitterons pas la ville." ' + ENGLISH,
    ],
)
def test_english_stays(text: str) -> None:
    assert foreign_language(text) is None
