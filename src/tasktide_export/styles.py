"""Find and load a style: one folder that dresses every edition.

``styles/<name>/`` holds ``style.toml`` (title, inherits, page, fonts, colours,
headings), ``common.css`` with ``print.css``, ``epub.css`` and ``html.css`` on top
of it, the parts of the DOCX template under ``docx/`` and ``voice.toml``.  A style
that inherits need only hold what differs.  Styles are found inside the installed
package, or, in a checkout, at the top of the repository.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tasktide_export.errors import StyleError

DEFAULT = "plain"


@dataclass(frozen=True, slots=True)
class Style:
    """A style and what it inherits.

    ``folders`` are searched in order, the style's own first.  ``settings`` is
    ``style.toml`` with the inherited values filled in.
    """

    name: str
    folders: tuple[Path, ...]
    settings: Mapping[str, Any]

    @property
    def title(self) -> str:
        """The style's name for people."""
        return str(self.settings.get("title", self.name))

    def find(self, relative: str) -> Path | None:
        """Return the file at ``relative``, inherited if need be, or ``None``."""
        return next((f / relative for f in self.folders if (f / relative).is_file()), None)

    def text(self, relative: str) -> str:
        """Return the file at ``relative`` as text; raise :class:`StyleError` without it."""
        if path := self.find(relative):
            return path.read_text(encoding="utf-8")
        raise StyleError(f"has no {relative}", where=f"style {self.name}")

    def css(self, medium: str) -> str:
        """Return the style sheet for ``print``, ``epub`` or ``html``.

        The inherited sheets come first, then the style's own; within each the
        common sheet comes before the medium's.
        """
        sheets = (
            folder / name
            for folder in reversed(self.folders)
            for name in ("common.css", f"{medium}.css")
        )
        return "\n".join(path.read_text(encoding="utf-8") for path in sheets if path.is_file())

    def parts(self, folder: str) -> dict[str, bytes]:
        """Return every file below ``folder`` by its path there, inherited ones filled in."""
        found: dict[str, bytes] = {}
        for root in reversed(self.folders):
            base = root / folder
            for path in sorted(base.rglob("*")):
                if path.is_file():
                    found[path.relative_to(base).as_posix()] = path.read_bytes()
        return found

    def toml(self, relative: str) -> dict[str, Any]:
        """Return the TOML file at ``relative``, or nothing where there is none."""
        path = self.find(relative)
        return _toml(path) if path else {}


def load(name: str = DEFAULT) -> Style:
    """Return the style called ``name``, or the one in the folder that it names.

    Raises :class:`StyleError` when there is none, when it cannot be read, or
    when it inherits from itself.
    """
    return _load(name, ())


def _load(name: str, heirs: tuple[str, ...]) -> Style:
    if name in heirs:
        raise StyleError("inherits from itself", where=f"style {name}")
    folder = _folder(name)
    settings = _toml(folder / "style.toml")
    parent = settings.get("inherits")
    if not parent:
        return Style(folder.name, (folder,), settings)
    base = _load(str(parent), (*heirs, name))
    return Style(folder.name, (folder, *base.folders), _merge(base.settings, settings))


def _folder(name: str) -> Path:
    candidates = [Path(name)] if ("/" in name or "\\" in name or name == ".") else []
    candidates += [root / name for root in _roots()]
    for folder in candidates:
        if (folder / "style.toml").is_file():
            return folder.resolve()
    known = ", ".join(available())
    raise StyleError(f"there is no style {name!r}", hint=f"known styles: {known}")


def available() -> tuple[str, ...]:
    """Return the names of the styles that come with the package."""
    return tuple(sorted({path.parent.name for root in _roots() for path in _descriptions(root)}))


def _descriptions(root: Path) -> Iterator[Path]:
    return root.glob("*/style.toml")


@cache
def _roots() -> tuple[Path, ...]:
    package = Path(__file__).resolve().parent
    places = (package / "styles", package.parents[1] / "styles")
    return tuple(place for place in places if place.is_dir())


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StyleError(f"cannot be read: {error}", where=str(path)) from error


def _merge(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        inherited = merged.get(key)
        both = isinstance(inherited, Mapping) and isinstance(value, Mapping)
        merged[key] = _merge(inherited, value) if both else value  # type: ignore[arg-type]
    return merged
