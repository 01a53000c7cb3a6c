"""Piper's own code runs from the text to the sound, on a model that the test makes."""

import json

import numpy as np
import pytest

from tasktide_export.cli.main import run
from tasktide_export.errors import MissingDependencyError, RenderError, VoiceError
from tasktide_export.speech import RATE, Speaker
from tasktide_export.speech.piper import FOLDER
from tasktide_export.speech.voices import voices

pytest.importorskip("piper", reason="piper-tts is not installed")
pytest.importorskip("onnx", reason="onnx, which makes the model, is not installed")

from tests.speech.piper_model import write_voice

TEXT = "The harbour lies still. A keeper reads the gauge, and nobody hurries."


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return write_voice(tmp_path_factory.mktemp("voices"))


@pytest.fixture(scope="module")
def speaker(model):
    with Speaker(engine="piper", voice=str(model), language="en") as one:
        yield one


def test_a_model_speaks_at_the_common_rate(speaker):
    speech = speaker.synthesise(TEXT, "en")
    assert RATE == speech.rate
    assert () == speech.words
    spectrum = np.abs(np.fft.rfft(speech.samples.astype(float)))
    hum = np.argmax(spectrum) * RATE / len(speech.samples)
    assert hum == pytest.approx(0.17 / (2 * np.pi) * 16_000, abs=5)


def test_the_same_text_gives_the_same_samples(speaker, model):
    first = speaker.synthesise(TEXT, "en").samples.tobytes()
    speaker.synthesise("Something else in between.", "en")
    assert first == speaker.synthesise(TEXT, "en").samples.tobytes()
    with Speaker(engine="piper", voice=str(model), language="en") as another:
        assert first == another.synthesise(TEXT, "en").samples.tobytes()


def test_the_rate_becomes_the_length(speaker, model):
    usual = len(speaker.synthesise(TEXT, "en").samples)
    with Speaker(engine="piper", voice=str(model), words_a_minute=330) as quick:
        assert len(quick.synthesise(TEXT, "en").samples) == pytest.approx(usual / 2, rel=0.01)


def test_brackets_are_text_and_no_phonemes(speaker):
    text = "[[ this is read ]] like any other words in brackets"
    plain = "( this is read ) like any other words in brackets"
    expected = len(speaker.synthesise(plain, "en").samples)
    assert len(speaker.synthesise(text, "en").samples) == pytest.approx(expected, rel=0.1)


def test_the_models_of_a_folder_are_voices(tmp_path, monkeypatch, capsys):
    write_voice(tmp_path, "fr_FR-bourdon-low", "fr_FR")
    write_voice(tmp_path)
    monkeypatch.setenv(FOLDER, str(tmp_path))
    listed = [(one.id, one.languages) for one in voices(engine="piper")]
    assert [("en_GB-hum-low", ("en-gb",)), ("fr_FR-bourdon-low", ("fr-fr",))] == listed
    assert run(["voices", "--lang", "fr", "--engine", "piper"]) == 0
    assert capsys.readouterr().out.startswith("piper    fr_FR-bourdon-low")
    with Speaker(engine="piper", language="fr") as one:
        assert ("fr_FR-bourdon-low", True) == (one.voice_for("")[0].id, one.voice_for("fr")[1])
        assert len(one.synthesise("Un port.", "fr").samples)


def test_an_edition_is_spoken_by_piper(tmp_path, model, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(f"---\nlang: en\n---\n# Tides\n\n{TEXT}\n", encoding="utf-8")
    spoken = ["-O", "audio.engine=piper", "-O", f"audio.voice={model}"]
    for name in ("a.mp3", "again.mp3"):
        assert run(["-q", *spoken, "-o", name, "a.md"]) == 0
    assert run(["check", "a.md", "a.mp3"]) == 0
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "again.mp3").read_bytes()


def test_without_a_voice_the_error_says_how_to_give_one(tmp_path, monkeypatch):
    monkeypatch.delenv(FOLDER, raising=False)
    with pytest.raises(MissingDependencyError, match=FOLDER):
        Speaker(engine="piper", language="en")
    with pytest.raises(VoiceError, match=r"no file .*absent\.onnx"):
        Speaker(engine="piper", voice=str(tmp_path / "absent.onnx"))


@pytest.mark.parametrize("configuration", ["", "[]", '{"language": null}'])
def test_a_broken_configuration_is_an_error(configuration, tmp_path):
    path = write_voice(tmp_path)
    path.with_name(f"{path.name}.json").write_text(configuration, encoding="utf-8")
    with pytest.raises(VoiceError, match=r"is no configuration of a voice"):
        Speaker(engine="piper", voice=str(path))


def test_nothing_is_fetched_for_a_chinese_voice(tmp_path):
    path = write_voice(tmp_path, "zh_CN-hum-low", "zh_CN")
    configuration = path.with_name(f"{path.name}.json")
    told = json.loads(configuration.read_text(encoding="utf-8"))
    configuration.write_text(json.dumps({**told, "phoneme_type": "pinyin"}), encoding="utf-8")
    with pytest.raises(VoiceError, match="which is not fetched"):
        Speaker(engine="piper", voice=str(path))


def test_a_broken_voice_of_the_folder_is_told_when_it_is_wanted(tmp_path, monkeypatch):
    write_voice(tmp_path)
    (tmp_path / "fr_FR-broken-low.onnx").write_bytes(b"")
    monkeypatch.setenv(FOLDER, str(tmp_path))
    assert ["en_GB-hum-low"] == [one.id for one in voices(engine="piper")]
    with pytest.raises(VoiceError, match=r"there is no file .*fr_FR-broken-low\.onnx\.json"):
        Speaker(engine="piper", voice="fr_FR-broken-low")


def test_a_broken_model_is_an_error(tmp_path):
    path = write_voice(tmp_path)
    path.write_bytes(b"no model")
    with (
        Speaker(engine="piper", voice=str(path)) as one,
        pytest.raises(VoiceError, match="cannot be used"),
    ):
        one.synthesise(TEXT, "en")


def test_a_model_that_is_too_quick_has_lost_text(tmp_path):
    path = write_voice(tmp_path)
    configuration = path.with_name(f"{path.name}.json")
    told = json.loads(configuration.read_text(encoding="utf-8"))
    told["inference"]["length_scale"] = 0.2
    configuration.write_text(json.dumps(told), encoding="utf-8")
    with (
        Speaker(engine="piper", voice=str(path)) as one,
        pytest.raises(RenderError, match="breaks off"),
    ):
        one.synthesise(TEXT, "en")
