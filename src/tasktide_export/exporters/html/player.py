"""The player: the sound with its controls, and the script that marks what is read."""

import base64
import hashlib
from collections.abc import Iterable
from importlib import resources

from tasktide_export.document import Metadata
from tasktide_export.exporters.html.options import ReadAlong
from tasktide_export.exporters.html.passages import Passage, as_json
from tasktide_export.exporters.html.voice import MEDIA_TYPE
from tasktide_export.phrases import Key, foreign, phrase
from tasktide_export.xhtml.element import Element, el, language_attributes

_SPEEDS = (50, 75, 100, 125, 150, 175, 200)
"""Percent of the speed of the recording."""
_NORMAL = 100
_STEPS: dict[ReadAlong, tuple[Key, Key]] = {
    "sentence": ("previous_sentence", "next_sentence"),
    "paragraph": ("previous_paragraph", "next_paragraph"),
}


def script() -> str:
    """Return the program that goes with the player."""
    file = resources.files("tasktide_export.exporters.html") / "player.js"
    return f"\n{file.read_text('utf-8')}"


def script_source() -> str:
    """Return what a Content Security Policy calls that program (CSP 3, 2.3.1)."""
    digest = hashlib.sha256(script().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def sound_address(sound: bytes) -> str:
    """Return ``sound`` as a data address (RFC 2397)."""
    return f"data:{MEDIA_TYPE};base64,{base64.b64encode(sound).decode('ascii')}"


def player(metadata: Metadata, unit: ReadAlong, address: str) -> Element:
    """Return the player for the sound at ``address``.

    Without its program the browser's own controls are all that shows, and play.
    """
    language = metadata.language
    name = phrase("listen", language)
    marks = {"class": "read-along", "aria-label": name.text}
    marks |= language_attributes(foreign(name, language))
    sound = {"controls": "controls", "preload": "metadata", "src": address}
    return el(
        "section",
        marks,
        el("audio", {**sound, "aria-label": name.text}),
        _controls(unit, language),
        el("p", {"class": "hint", "hidden": "hidden"}, phrase("choose", language).text),
    )


def _controls(unit: ReadAlong, language: str) -> Element:
    def words(key: Key) -> str:
        return phrase(key, language).text

    previous, following = _STEPS[unit]
    play = {"data-play": words("play"), "data-pause": words("pause")}
    return el(
        "div",
        {"class": "controls", "hidden": "hidden"},
        _button(words(previous)),
        _button(words("play"), play),
        _button(words(following)),
        _button(words("read_here")),
        el("label", None, words("speed"), " ", _speeds()),
        el(
            "label",
            None,
            el("input", {"type": "checkbox", "checked": "checked", "autocomplete": "off"}),
            " ",
            words("follow"),
        ),
    )


def _button(words: str, marks: dict[str, str] | None = None) -> Element:
    return el("button", {"type": "button", **(marks or {})}, words)


def _speeds() -> Element:
    options = (
        el(
            "option",
            {"value": str(one), "selected": "selected" if one == _NORMAL else ""},
            f"{one}\N{NO-BREAK SPACE}%",
        )
        for one in _SPEEDS
    )
    return el("select", {"autocomplete": "off"}, options)


def times(passages: Iterable[Passage]) -> Element:
    """Return the passages as a part of the page that is not shown."""
    return el("script", {"type": "application/json", "class": "passages"}, as_json(passages))
