"""The engine ``piper``: neural voices, each a file that the user brings.

It needs the extra ``tasktide-export[piper]`` (piper-tts, GPL-3.0-or-later).  A voice is
an ONNX model with its configuration beside it (``NAME.onnx`` and ``NAME.onnx.json``).
Those in the folder that :data:`FOLDER` names are listed; any other is named by its path.

The two noises that piper adds by chance are turned off, so that the same text gives the
same samples.
"""

import importlib.util
import json
import os
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from tasktide_export.errors import MissingDependencyError, VoiceError
from tasktide_export.speech.engine import Engine, Sound, Voice
from tasktide_export.speech.pace import USUAL_RATE

FOLDER = "TASKTIDE_PIPER_VOICES"
"""The environment variable that names the folder with voices."""
_SUFFIX = ".onnx"
_CHINESE = Path("g2pW", "g2pw.onnx")
"""What says how Chinese is pronounced, in the folder of the voice."""
_HINT = f"name a model as the voice (NAME{_SUFFIX}), or in {FOLDER} the folder with models"


class PiperEngine(Engine):
    """Piper's voices; the rate of 165 words a minute is each voice's own pace."""

    name: ClassVar[str] = "piper"
    title: ClassVar[str] = "piper"

    def __init__(self) -> None:
        if importlib.util.find_spec("piper") is None:
            raise MissingDependencyError(
                "piper is not installed",
                where="speech engine piper",
                hint="pip install 'tasktide-export[piper]'",
            )
        self._loaded: dict[Path, Any] = {}

    def voices(self, wanted: str) -> Sequence[Voice]:
        """Return the voice in the file ``wanted``, if it is one, and those of the folder.

        One of the folder that cannot be used is left out, unless it is wanted.
        """
        found = [_voice(Path(wanted), wanted)] if wanted.endswith(_SUFFIX) else []
        for path in _models():
            try:
                found.append(_voice(path, path.stem))
            except VoiceError:
                if wanted == path.stem:
                    raise
        if not found:
            raise MissingDependencyError(
                "piper has no voice", where="speech engine piper", hint=_HINT
            )
        return found

    def synthesise(self, text: str, voice: str, words_a_minute: int) -> Sound:
        """Return ``text`` as sound without marks."""
        from piper import SynthesisConfig

        model = self._model(voice)
        config = SynthesisConfig(
            length_scale=model.config.length_scale * USUAL_RATE / words_a_minute,
            noise_scale=0.0,
            noise_w_scale=0.0,
        )
        samples = array("h")
        # Doubled brackets would be taken for phonemes.
        for chunk in model.synthesize(text.replace("[[", "[ ["), config):
            samples.extend(chunk.audio_int16_array.tolist())
        return Sound(samples, model.config.sample_rate)

    def _model(self, voice: str) -> Any:
        from piper import PiperVoice

        path = Path(voice)
        if not voice.endswith(_SUFFIX):
            path = next((one for one in _models() if one.stem == voice), path)
        if path not in self._loaded:
            try:
                self._loaded[path] = PiperVoice.load(path, download_dir=path.parent)
            except Exception as error:
                raise _unusable(path, str(error)) from error
        return self._loaded[path]


def _models() -> list[Path]:
    folder = os.environ.get(FOLDER, "")
    return sorted(Path(folder).glob(f"*{_SUFFIX}")) if folder else []


def _voice(model: Path, name: str) -> Voice:
    """Return what a model's configuration says; one without a language speaks none."""
    configuration = Path(f"{model}.json")
    for file in (model, configuration):
        if not file.is_file():
            raise _unusable(model, f"there is no file {file}")
    try:
        told = json.loads(configuration.read_text(encoding="utf-8"))
        language = told.get("language", {}).get("code") or told["espeak"]["voice"]
        rate = told["audio"]["sample_rate"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unusable(
            model, f"{configuration.name} is no configuration of a voice ({error})"
        ) from error
    if told.get("phoneme_type") == "pinyin" and not (model.parent / _CHINESE).is_file():
        # Piper would fetch it, from an address of its own choice.
        raise _unusable(model, f"it needs {_CHINESE} beside it, which is not fetched for you")
    tag = str(language).replace("_", "-").lower()
    return Voice(name, f"{model.stem}, {rate} Hz", (tag,))


def _unusable(model: Path, reason: str) -> VoiceError:
    return VoiceError(f"the voice {model.name} cannot be used: {reason}", hint=_HINT)
