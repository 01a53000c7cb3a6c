"""Runs of text: what Pango must know of a style is told once for the style."""

import re
from operator import itemgetter
from typing import Any

from weasyprint.layout import preferred  # noqa: TID253 - loaded with layout
from weasyprint.text import constants, fonts, line_break  # noqa: TID253
from weasyprint.text import ffi as library  # noqa: TID253

ffi, pango, gobject = library.ffi, library.pango, library.gobject

_VARIANTS = (
    "font_variant_ligatures", "font_variant_position", "font_variant_caps",
    "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian",
    "font_feature_settings",
)  # fmt: skip
_FONT = (
    "font_family", "font_style", "font_stretch", "font_weight", *_VARIANTS,
    "font_variation_settings", "font_language_override", "lang", "font_size",
)  # fmt: skip
_ASKED = itemgetter(*_FONT, "font_kerning", "direction", "text_decoration_line")
_STRUT = itemgetter(*_FONT, "line_height")
_FEATURES = itemgetter("font_kerning", *_VARIANTS)
_CHARACTERS = ffi.typeof("char[]")
_BREAKS = ffi.typeof("PangoLogAttr[]")
_WORD = re.compile(r"([A-Za-z]+|[0-9]+(?:\.[0-9]+)?)(?: [A-Za-z0-9]|\Z)")
"""A word that no line may end in, and then the end or a word that may begin a line."""
_SOFT_HYPHEN = "\u00ad"
_WRAPPING = itemgetter("white_space", "overflow_wrap", "word_break", "letter_spacing", "hyphens")
_PLAIN_WRAPPING = {("normal", "normal", "normal", "normal", one) for one in ("manual", "none")}
_EMBEDDINGS = dict.fromkeys(range(0x202A, 0x202F), "\u200b")
"""Characters that turn the direction, each read as a place to break."""
_extents = ffi.new("PangoRectangle *")
"""One for all: it is read before the next is asked for."""


class _Ready:
    """What all layouts of a style share."""

    __slots__ = ("asked", "context", "description", "features", "language", "lines", "words")

    def __init__(self, style: Any, asked: tuple[Any, ...]) -> None:
        self.asked = asked
        self.context = ffi.gc(
            pango.pango_font_map_create_context(style.font_config.font_map),
            gobject.g_object_unref,
        )
        pango.pango_context_set_round_glyph_positions(self.context, False)  # noqa: FBT003
        direction = constants.PANGO_DIRECTION[style["direction"]]
        pango.pango_context_set_base_dir(self.context, direction)
        self.language = self._set_language(style)
        self.description = fonts.get_font_description(style)
        is_decorated = style["text_decoration_line"] != "none"
        self.lines = self._metrics() if is_decorated else (None,) * 5
        self.features = _features(style)
        self.words: dict[str, Any] = {}

    def _set_language(self, style: Any) -> Any:
        override = style["font_language_override"]
        name = style["lang"]
        if override != "normal":
            name = constants.LST_TO_ISO.get(override.lower(), override)
        if not name:
            return pango.pango_language_get_default()
        characters, _ = _characters(name)
        language = pango.pango_language_from_string(characters)
        pango.pango_context_set_language(self.context, language)
        return language

    def _metrics(self) -> tuple[float, ...]:
        """Return ascent, and place and thickness of lines under and through the text."""
        metrics = ffi.gc(
            pango.pango_context_get_metrics(self.context, self.description, self.language),
            pango.pango_font_metrics_unref,
        )
        asked = (
            pango.pango_font_metrics_get_ascent,
            pango.pango_font_metrics_get_underline_position,
            pango.pango_font_metrics_get_strikethrough_position,
            pango.pango_font_metrics_get_underline_thickness,
            pango.pango_font_metrics_get_strikethrough_thickness,
        )
        return tuple(library.FROM_UNITS * ask(metrics) for ask in asked)


def _features(style: Any) -> Any:
    features = fonts.font_features(*_FEATURES(style))
    if not features:
        return None
    named = ",".join(f"{name} {value}" for name, value in features.items()).encode()
    kept = style.font_config.font_features
    if named not in kept:
        kept[named] = pango.pango_attr_font_features_new(named)
    return kept[named]


def _ready(style: Any) -> _Ready:
    asked = _ASKED(style)
    ready: _Ready | None = vars(style).get("_ready")
    if ready is None or ready.asked != asked:
        parent = vars(getattr(style, "parent_style", None) or style).get("_ready")
        is_same = parent is not None and parent.asked == asked
        ready = style._ready = parent if is_same else _Ready(style, asked)  # noqa: SLF001
    return ready


def _setup(self: Any, style: Any) -> None:
    ready = _ready(style)
    self.style = style
    self.first_line_direction = 0
    self.language = ready.language
    (
        self.ascent,
        self.underline_position,
        self.strikethrough_position,
        self.underline_thickness,
        self.strikethrough_thickness,
    ) = ready.lines
    layout = self.layout = ffi.gc(pango.pango_layout_new(ready.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout, False)  # noqa: FBT003
    pango.pango_layout_set_font_description(layout, ready.description)
    if ready.features is not None:
        attributes = pango.pango_attr_list_new()
        pango.pango_attr_list_insert(attributes, ready.features)
        pango.pango_layout_set_attributes(layout, attributes)


def _characters(string: str) -> tuple[Any, bytes]:
    data = string.encode()
    if b"\x00" in data:
        data = data.replace(b"\x00", b"")
    return ffi.new(_CHARACTERS, data), data


def _line_size(line: Any, style: Any) -> tuple[float, float]:
    pango.pango_layout_line_get_extents(line, ffi.NULL, _extents)
    width = _extents.width * library.FROM_UNITS
    height = _extents.height * library.FROM_UNITS
    spacing = style["letter_spacing"]
    return (width if spacing == "normal" else width + spacing), height


_computed_strut = line_break.strut


def _strut(style: Any) -> Any:
    asked = _STRUT(style)
    found = vars(style).get("_strut")
    if found is None or found[0] != asked:
        found = style._strut = asked, _computed_strut(style)  # noqa: SLF001
    return found[1]


def _breaks(text: str, lang: str | None) -> Any:
    language = pango.pango_language_get_default()
    if lang:
        language = pango.pango_language_from_string(_characters(lang)[0])
    if not text.isascii():
        text = text.translate(_EMBEDDINGS)
    characters, data = _characters(text)
    length = len(text) + 1
    found = ffi.new(_BREAKS, length)
    pango.pango_get_log_attrs(characters, len(data), -1, language, found, length)
    return found


def _narrowest(
    text: str, style: Any, context: Any, max_width: Any, *given: Any, **named: Any
) -> Any:
    """Split off the first word where only widths are asked for: plain words are measured once."""
    # A soft hyphen further on joins the words before it.
    found = _WORD.match(text) if max_width == 0 and _SOFT_HYPHEN not in text else None
    if found is None or _WRAPPING(style) not in _PLAIN_WRAPPING:
        return line_break.split_first_line(text, style, context, max_width, *given, **named)
    word, words = found[1], _ready(style).words
    if word not in words:
        _, _, _, *words[word] = line_break.split_first_line(word, style, context, None, 0)
    return None, len(word), (found.end(1) + 1 if found.end(1) < len(text) else None), *words[word]


METHODS = (
    (line_break.Layout, "setup", _setup),
    (preferred, "split_first_line", _narrowest),
)
FUNCTIONS = (
    (library.unicode_to_char_p, _characters),
    (line_break.line_size, _line_size),
    (line_break.strut, _strut),
    (line_break.get_log_attrs, _breaks),
)
