"""What ``doctor`` looks at: each format's libraries and system parts, really loaded."""

import functools
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata

_PANGO = {
    "Linux": "Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0; Fedora: dnf install pango",
    "Darwin": "brew install pango",
    "Windows": "install MSYS2, then: pacman -S mingw-w64-ucrt-x86_64-pango; "
    "set WEASYPRINT_DLL_DIRECTORIES to its bin folder",
}
_FAMILIES = ("Noto Serif", "Noto Sans", "DejaVu Sans Mono")
"""The fonts of the plain style: text, headings, code."""
_FONTS = {
    "Linux": "Debian and Ubuntu: apt install fonts-noto-core fonts-dejavu-core",
    "Darwin": "brew install --cask font-noto-serif font-noto-sans font-dejavu",
    "Windows": "install Noto Serif, Noto Sans and DejaVu Sans Mono for all users",
}


@dataclass(frozen=True, slots=True)
class Examined:
    """One part: whether it works, what it is, what to do if it does not."""

    part: str
    works: bool
    detail: str
    remedy: str = ""


def examine() -> Iterator[Examined]:
    """Yield every part that some format needs."""
    recent = sys.version_info >= (3, 11)
    yield Examined("Python", works=recent, detail=platform.python_version())
    yield _tried("styles", _styles, "reinstall tasktide-export")
    yield _tried("PDF (WeasyPrint, Pango)", _pango, _PANGO.get(platform.system(), ""))
    for family in _FAMILIES:
        test = functools.partial(_font, family)
        yield _tried(f"font {family}", test, _FONTS.get(platform.system(), ""))
    reinstall = "pip install --force-reinstall tasktide-export"
    yield _tried("EPUB (EbookLib)", lambda: _library("ebooklib", "EbookLib"), reinstall)
    yield _tried("DOCX (python-docx)", lambda: _library("docx", "python-docx"), reinstall)
    yield _tried("audio (PyAV)", lambda: _library("av", "av"), reinstall)
    yield _tried("speech (pyttsx3, espeak-ng)", _speech, "pip install espeakng-loader")


def _tried(part: str, test: Callable[[], str], remedy: str) -> Examined:
    try:
        return Examined(part, works=True, detail=test())
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is the answer
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        return Examined(part, works=False, detail=reason, remedy=remedy)


def _library(module: str, distribution: str) -> str:
    __import__(module)
    return metadata.version(distribution)


def _styles() -> str:
    from tasktide_export import styles

    styles.load()
    return ", ".join(styles.available())


def _pango() -> str:
    from weasyprint.text.ffi import pango

    version = pango.pango_version()
    major, minor, micro = version // 10000, version // 100 % 100, version % 100
    return f"WeasyPrint {metadata.version('weasyprint')}, Pango {major}.{minor}.{micro}"


def _font(family: str) -> str:
    """Lay out one word and see which font was taken for it."""
    import weasyprint

    page = weasyprint.HTML(string=f'<p style="font-family: {family}">word</p>').render()
    page.write_pdf()
    faces = sorted({str(font.family) for font in page.fonts.values()})
    if not any(family in face for face in faces):
        raise LookupError(f"not found; {', '.join(faces) or 'nothing'} stands in")
    return ", ".join(faces)


def _speech() -> str:
    from tasktide_export.speech.voices import voices

    return f"{len(voices())} voices"
