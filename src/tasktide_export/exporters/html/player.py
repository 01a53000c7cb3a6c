"""The player: the sound with its controls, and the script that marks what is read."""

from collections.abc import Iterable
from importlib import resources

from tasktide_export.exporters.html.marks import Mark, as_json
from tasktide_export.phrases import Key, foreign, phrase
from tasktide_export.xhtml.element import Element, el, language_attributes
from tasktide_export.xhtml.passages import Grain

_SPEEDS = (50, 75, 100, 125, 150, 175, 200)
"""Percent of the speed of the recording."""
_NORMAL = 100
_STEPS: dict[Grain, tuple[Key, Key]] = {
    "sentence": ("previous_sentence", "next_sentence"),
    "paragraph": ("previous_paragraph", "next_paragraph"),
}


def program() -> str:
    """Return the script that goes with the player."""
    file = resources.files("tasktide_export.exporters.html") / "player.js"
    return f"\n{file.read_text('utf-8')}"


def player(language: str, grain: Grain, address: str, marks: Iterable[Mark]) -> Element:
    """Return the player for the sound at ``address``, with the times of ``marks``.

    Its words are in ``language`` (BCP 47).  Without its program the browser's own controls
    are all that shows, and they play.
    """
    name = phrase("listen", language)
    own = language_attributes(foreign(name, language))
    sound = {"controls": "controls", "preload": "metadata", "src": address}
    return el(
        "section",
        {"class": "read-along", "aria-label": name.text, **own},
        el("p", {"class": "hint", "hidden": "hidden"}, phrase("choose", language).text),
        _controls(grain, language),
        el("audio", {**sound, "aria-label": name.text}),
        el("script", {"type": "application/json"}, as_json(marks)),
    )


def _controls(grain: Grain, language: str) -> Element:
    def words(key: Key) -> str:
        return phrase(key, language).text

    previous, following = _STEPS[grain]
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
