"""Speech is complete, the same every time, or an error that says where."""

import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tasktide_export.errors import MissingDependencyError, RenderError, VoiceError
from tasktide_export.speech import RATE, Speaker, WordMark, heard
from tasktide_export.speech.completeness import is_complete
from tasktide_export.speech.pronounceable import prepare, restore
from tasktide_export.speech.supervisor import Supervisor, WorkerFailure
from tests.speech.fake_worker import RUBBISH
from tests.speech.reference import reference

FAKE = Path(__file__).with_name("fake_worker.py")
WORDS = [
    *("harbour", "tide", "gauge", "wooden", "staff", "keeper", "reading", "winter", "storm"),
    *("level", "ledger", "pilot", "morning", "careful", "number", "seven", "water", "wall"),
    *("stone", "ladder"),
]


def paragraph(number, words=60):
    """A paragraph of ``words`` words, different for each number."""
    chosen = [WORDS[(number * 7 + n * (number % 5 + 1)) % len(WORDS)] for n in range(words)]
    return f"Entry {number}: " + " ".join(chosen) + "."


@pytest.fixture(scope="module")
def speaker():
    with Speaker(language="en") as one:
        yield one


def fake(conduct, tmp_path, seconds=0.5):
    command = (sys.executable, str(FAKE), conduct, str(tmp_path / "heard"))
    return Speaker(language="en", command=command, seconds=seconds)


def test_eighty_paragraphs_are_bit_for_bit_those_of_espeak(speaker):
    texts = [paragraph(number) for number in range(80)]
    expected = reference(texts, "gmw/en", 165)
    for text, (digest, length) in zip(texts, expected, strict=True):
        speech = speaker.synthesise(text, "en")
        assert length == len(speech.samples)
        assert digest == hashlib.sha256(speech.samples.astype("<i2").tobytes()).hexdigest()
        last = speech.words[-1]
        assert text.rindex(" ") + 1 == last.start
        assert last.sample < len(speech.samples)


def test_speech_does_not_depend_on_what_was_said_before(speaker):
    first = speaker.synthesise("The same words.", "en").samples.tobytes()
    speaker.synthesise("Des mots tout autres.", "fr")
    speaker.synthesise("Other words, and other voices.", "en")
    assert first == speaker.synthesise("The same words.", "en").samples.tobytes()


def test_word_marks_name_the_words(speaker):
    text = "Ünïcode and naïve café words"
    words = speaker.synthesise(text, "en").words
    assert text.split() == [text[w.start : w.start + w.length] for w in words]
    assert sorted(w.sample for w in words) == [w.sample for w in words]


def test_marks_come_back_to_decomposed_text(speaker):
    text = "e\u0301te\u0301 cafe\u0301 end"
    words = speaker.synthesise(text, "fr").words
    assert text.split() == [text[w.start : w.start + w.length] for w in words]


@pytest.mark.parametrize(
    "text", ["", "   ", "\n", "\0\0", "\ud800", "…", "— -", "\u200d", "\ufe0f"]
)
def test_what_cannot_be_said_is_short_and_no_error(speaker, text):
    assert len(speaker.synthesise(text, "en").samples) < RATE


@pytest.mark.parametrize("character", ["\0", "\x07", "\ud800", "\ufffe"])
def test_nothing_is_lost_behind_a_forbidden_character(speaker, character):
    text = f"before{character} and the very last word"
    last = speaker.synthesise(text, "en").words[-1]
    assert "word" == text[last.start : last.start + last.length]


def test_markup_is_text(speaker):
    plain = speaker.synthesise("a break tag", "en")
    marked = speaker.synthesise('<break time="30s"/> <speak>', "en")
    assert len(marked.samples) < 10 * len(plain.samples)


def test_text_of_any_length_is_spoken_to_its_end(speaker):
    text = ("word " * 1500).strip() + " " * 20_000 + "end"
    speech = speaker.synthesise(text, "en")
    last = speech.words[-1]
    assert "end" == text[last.start : last.start + last.length]
    assert last.sample > 1500 * RATE // 10


def test_one_request_of_a_megabyte_does_not_end_the_worker():
    text = "start" + " " * 1_000_000 + "end"
    with Supervisor() as supervisor:
        request = {"text": text, "voice": "gmw/en", "rate": 165}
        answer, sound = supervisor.ask(request, 60)
        assert text.index("end") == answer["words"][-1][0]
        assert len(sound) > RATE
        again, _ = supervisor.ask({**request, "text": "still there"}, 60)
        assert 2 == len(again["words"])


def test_the_rate_is_kept():
    lengths = []
    for rate in (100, 300):
        with Speaker(language="en", words_a_minute=rate) as one:
            lengths.append(len(one.synthesise(paragraph(1, 20), "en").samples))
    assert lengths[0] > 2 * lengths[1]


def test_a_voice_that_is_asked_for_speaks_the_documents_language():
    with Speaker(voice="en-US", language="en-GB") as one:
        assert ("gmw/en-US", True) == (one.voice_for("en-GB")[0].id, one.voice_for("en-GB")[1])
        assert "roa/fr" == one.voice_for("fr")[0].id
        assert ("gmw/en-US", False) == (one.voice_for("tlh-x")[0].id, one.voice_for("tlh-x")[1])
        expected = reference(["Hello there."], "gmw/en-US", 165)[0]
        assert expected[1] == len(one.synthesise("Hello there.", "en-GB").samples)


def test_an_unknown_voice_is_an_error():
    with pytest.raises(VoiceError, match="no voice 'qwerty'"):
        Speaker(voice="qwerty", language="en")


def test_a_killed_worker_is_replaced(speaker):
    before = speaker.synthesise("The same words.", "en").samples.tobytes()
    os.kill(speaker._supervisor._process.pid, signal.SIGKILL)
    assert before == speaker.synthesise("The same words.", "en").samples.tobytes()


def test_an_engine_that_is_killed_costs_one_request(speaker):
    request = {"text": paragraph(0), "voice": "no such voice", "rate": 165}
    speaker.synthesise("Warm.", "en")
    worker = speaker._supervisor._process.pid
    with pytest.raises(WorkerFailure, match="no such voice"):
        speaker._supervisor.ask(request, 10)
    assert len(speaker.synthesise("Still there.", "en").samples)
    assert worker == speaker._supervisor._process.pid


@pytest.mark.parametrize("conduct", ["hangs", "dies", *RUBBISH])
def test_an_engine_that_fails_twice_is_an_error_that_names_the_passage(conduct, tmp_path):
    with (
        fake(conduct, tmp_path) as one,
        pytest.raises(RenderError, match=r"'A short passage of words\.'"),
    ):
        one.synthesise("A short passage of words.", "en")
    assert 2 == len((tmp_path / "heard").read_text().splitlines())


def test_an_engine_that_stops_short_is_an_error_that_names_the_passage(tmp_path):
    with fake("stops short", tmp_path, seconds=20) as one, pytest.raises(RenderError) as caught:
        one.synthesise("A somewhat longer passage of ordinary words.", "en")
    assert "'somewhat'" in caught.value.where


@pytest.mark.parametrize("conduct", ["hangs once", "dies once"])
def test_an_engine_that_fails_once_is_asked_again(conduct, tmp_path):
    with fake(conduct, tmp_path, seconds=5 if conduct == "dies once" else 0.5) as one:
        speech = one.synthesise("A short passage.", "en")
    assert 16 == speech.words[-1].start + speech.words[-1].length


def test_a_passage_that_fails_is_said_in_parts(tmp_path):
    text = "These are words of a sentence. " * 8
    with fake("fears length", tmp_path, seconds=20) as one:
        speech = one.synthesise(text, "en")
    assert text.split() == [text[w.start : w.start + w.length] for w in speech.words]
    assert sorted(w.sample for w in speech.words) == [w.sample for w in speech.words]


def test_sound_that_is_too_short_is_not_taken(tmp_path):
    with fake("is too quick", tmp_path, seconds=20) as one, pytest.raises(RenderError):
        one.synthesise("Somefortylettersorrathermoreofthem,spokenatonce" * 2, "en")


def test_without_an_engine_the_error_says_what_to_install(tmp_path):
    with fake("missing", tmp_path) as one, pytest.raises(MissingDependencyError) as caught:
        one.synthesise("Words.", "en")
    assert "espeakng-loader" in caught.value.hint


@pytest.mark.parametrize("conduct", ["silent start", "says no word"])
def test_a_worker_that_does_not_start_is_an_error(conduct, tmp_path):
    with fake(conduct, tmp_path) as one, pytest.raises(RenderError):
        one.synthesise("Words.", "en")


def test_the_worker_takes_no_modules_from_the_current_folder(tmp_path):
    (tmp_path / "wave.py").write_text("raise SystemExit('hostile')")
    program = (
        "from tasktide_export.speech import Speaker\n"
        "with Speaker(language='en') as one: print(len(one.synthesise('Hello.', 'en').samples))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program], cwd=tmp_path, capture_output=True, check=True
    )
    assert int(done.stdout) > RATE // 4


@pytest.mark.parametrize(
    ("text", "samples", "words", "complete"),
    [
        ("", 0, (), True),
        ("…", 0, (), True),
        ("one two", 0, (), False),
        ("one thousand", 9000, (WordMark(0, 3, 0),), False),
        ("one two", 9000, (WordMark(0, 3, 0), WordMark(4, 3, 4000)), True),
        ("one two!", 9000, (WordMark(0, 3, 0), WordMark(4, 3, 4000)), True),
        ("สวัสดีครับ", 9000, (WordMark(0, 10, 0),), True),
        ("of the", 9000, (WordMark(0, 2, 0),), True),
        ("of others", 9000, (WordMark(0, 2, 0),), False),
        ("O'Rourke.", 9000, (WordMark(0, 1, 0),), True),
        ("a" * 100, 9000, (), False),
        ("a" * 100, 90_000, (), True),
    ],
)
def test_completeness(text, samples, words, complete):
    assert complete == is_complete(text, samples, words, 165)


def test_letters_that_a_voice_does_not_know_are_all_spelled():
    """espeak-ng drops the end of such a sentence; in parts nothing is lost."""
    text = "ежвезж ввбвдж езжгзгж жгдажегеж живевжве ежзег гддееж геажзабж бабгладжб гзажза"
    with Speaker(language="fr") as one:
        whole = one.synthesise(text, "fr")
        parts = [one.synthesise(word, "fr") for word in text.split()]
    assert text.split() == list(heard(text, whole.words))
    assert len(text.split()) < len(whole.words)
    assert sum(len(part.words) for part in parts) == len(whole.words)


@pytest.mark.parametrize(
    ("text", "marks", "words"),
    [
        ("of the sea", [(0, 2), (7, 3)], ("of", "the", "sea")),
        ("of others see", [(0, 2), (10, 3)], ("of", "see")),
        ("an open-source — thing", [(0, 2), (3, 4)], ("an", "open-source")),
        ("is it so", [(0, 2)], ("is", "it")),
        ("", [], ()),
    ],
)
def test_words_are_heard_at_their_marks(text, marks, words):
    assert words == heard(text, [WordMark(start, length, 0) for start, length in marks])


def test_composing_keeps_places():
    text = "xe\u0301y"
    spoken, places = prepare(text)
    assert "xéy" == spoken
    assert (WordMark(1, 2, 0), WordMark(3, 1, 5)) == restore(
        [WordMark(1, 1, 0), WordMark(2, 1, 5)], places
    )


@pytest.mark.parametrize("text", ["Name: ______, date: ____.", "______", "x = __init__(______)"])
def test_a_blank_to_be_filled_in_is_silent(text):
    with Speaker(language="en") as speaker:
        assert (len(speaker.synthesise(text, "en").samples) > 0) == (text != "______")
