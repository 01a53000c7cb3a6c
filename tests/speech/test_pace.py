"""Pace tells speech that is whole from speech that has lost text, in every script."""

import numpy as np
import pytest

from tasktide_export.errors import RenderError
from tasktide_export.exporters.audio import AudioOptions, timeline
from tasktide_export.speech import RATE, Speaker, Window, characters_a_second, sounding, voices
from tasktide_export.speech.completeness import is_complete
from tasktide_export.speech.pace import characters
from tasktide_export.styles import load

# Sentences of about the same length in many languages, and what is read in odd ways.
SAYINGS = {
    "en": (
        "The keeper reads the gauge each morning, and writes the level into a ledger.",
        "A NATO ship, 2,000,000 tons in all, left at 11:30 on 5 May 1999.",
        "I am.",
        "No.",
        "1",
        "10000000000",
        "1,000,000,000",
        "It cost $1,250.75, i.e. 12.5% more.",
        "strengths",
        "See https://example.org/a-long/path?with=query&and=more for v2.0.1-rc.3.",
    ),
    "fr": ("De nouveaux outils et de nouvelles méthodes de collecte sont employés.", "Oui."),
    "de": ("Die Maschine zur Eingabe der Wörter soll jetzt deutlich beschleunigt worden sein.",),
    "es": ("Pero el problema histórico del estado no fue quiénes lo gobernaron.",),
    "it": ("La marea sale due volte al giorno e scende altrettante volte.",),
    "ru": ("Смотритель каждое утро читает уровень воды и пишет его в журнал.", "Да."),  # noqa: RUF001
    "el": ("Ο φύλακας διαβάζει κάθε πρωί τη στάθμη του νερού.",),  # noqa: RUF001
    "tr": ("Bekçi her sabah su seviyesini okur ve deftere yazar.",),
    "pl": ("Strażnik co rano odczytuje poziom wody i zapisuje go w księdze.",),
    "fi": ("Vartija lukee joka aamu veden korkeuden ja kirjaa sen kirjaan.",),
    "hu": ("Az őr minden reggel leolvassa a vízállást, és beírja a naplóba.",),
    "ar": ("يقرأ الحارس مستوى الماء كل صباح ويكتبه في السجل.",),
    "fa": ("نگهبان هر روز صبح سطح آب را می‌خواند و در دفتر می‌نویسد.",),
    "hi": ("रखवाला हर सुबह पानी का स्तर पढ़ता है और उसे बही में लिखता है।",),
    "ta": ("காவலர் தினமும் காலையில் நீர் மட்டத்தைப் படிக்கிறார்.",),
    "ko": ("관리인은 매일 아침 수위를 읽고 장부에 적는다.",),
    "zh": ("看守人每天早上读取水位，并把它写进账本。", "好。"),  # noqa: RUF001
    "ja": ("番人は毎朝、水位を読み、帳面に書き込む。",),
    "vi": ("Người canh giữ đọc mực nước mỗi sáng và ghi vào sổ.",),
    "ka": ("მცველი ყოველ დილით კითხულობს წყლის დონეს.",),
    "am": ("ጠባቂው በየቀኑ ጠዋት የውሃውን ከፍታ ያነባል።",),
    "mi": ("Ka pānui te kaitiaki i te taumata wai ia ata.",),
}


@pytest.mark.parametrize("rate", [80, 450])
def test_whole_speech_is_within_the_window_without_its_marks(rate):
    with Speaker(language="en", words_a_minute=rate) as one:
        for language, texts in SAYINGS.items():
            for text in texts:
                samples = one.synthesise(text, language).samples
                first, last = sounding(samples)
                assert is_complete(text, last - first, (), rate), (language, text)
                assert not Window().is_endless(text, len(samples) / RATE, rate)


def test_a_third_of_a_sentence_is_no_speech():
    """espeak-ng is slow in Japanese, where it spells, so there only a sixth shows."""
    with Speaker(language="en") as one:
        for language, texts in SAYINGS.items():
            whole = f"{texts[0]} {texts[0]}"
            first, last = sounding(one.synthesise(whole, language).samples)
            kept = (last - first) // (6 if language == "ja" else 3)
            assert not is_complete(whole, kept, (), 165), language


def test_the_window_grows_with_the_rate():
    text = "a sentence of thirty-odd letters that takes two seconds"
    window = Window()
    assert not window.is_short(text, 2.2, 165)
    assert window.is_short(text, 1.1, 165)
    assert not window.is_short(text, 1.1, 330)
    assert window.is_short(text, 0.0, 450)
    assert window.is_endless(text, 300, 165)
    assert not window.is_endless(text, 300, 80)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" … — !", 0),
        ("word", 4),
        ("cafe\u0301", 5),
        ("1999", 8),
        ("1000000", 2),
        ("1,000,000", 2),
        ("1 500", 4),
        ("水", 3.5),
        ("한글", 5),
        ("かな", 6),
    ],
)
def test_characters_are_counted_by_how_long_they_last(text, count):
    assert count == characters(text)


def test_the_pace_of_a_cue_is_that_of_its_sound():
    from tests.exporters.test_audio import harbour

    for cue in timeline(harbour(), AudioOptions().speaking, load()).cues:
        assert cue.characters_a_second == characters(cue.spoken) / (cue.end - cue.start)
        assert 4 < cue.characters_a_second < 24
    assert 0 == characters_a_second("words", 0)


def test_silence_around_words_is_not_counted():
    sound = np.array([0, 3, -900, 0, 800, -5, 0], np.int16)
    assert (2, 5) == sounding(sound)
    assert (0, 0) == sounding(sound[:2])


MUTE = {"gmq/fo", "trk/kaa"}
"""Voices of espeak-ng 1.52 that give nothing but silence for these words."""


@pytest.mark.nightly
def test_every_voice_says_its_own_months_within_the_window():
    import babel

    mute = set()
    for voice in voices():
        code = voice.languages[0].partition("-")[0]
        try:
            months = babel.Locale.parse(code).months["stand-alone"]["wide"].values()
        except (babel.UnknownLocaleError, ValueError):
            continue
        text = ", ".join(months)
        with Speaker(voice=voice.id) as one:
            try:
                first, last = sounding(one.synthesise(text, voice.languages[0]).samples)
            except RenderError:
                mute.add(voice.id)
                continue
        assert is_complete(text, last - first, (), 165), voice.id
    assert MUTE == mute
