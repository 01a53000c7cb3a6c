"""A small book that reads along, put together by hand, without a fault."""

import io
import wave
import zipfile
from collections.abc import Mapping

RATE = 8000
"""Samples a second of its sound."""
SENTENCES = {
    "s1": "Tides",
    "s2": "The keeper counted the waves before breakfast and wrote the number down.",
    "s3": "Nobody had asked him to, and for thirty years nobody asked.",
    "s4": "As the French say about work like this, ",
    "s5": "One wave in seven is taller than the others around it.",
}
SECONDS = {"s1": 0.5, "s2": 1.25, "s3": 1.0, "s4": 1.5, "s5": 0.75}

PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:00000000-0000-5000-8000-000000000001</dc:identifier>
<dc:title>The keeper</dc:title><dc:language>en</dc:language>
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessMode">auditory</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">MathML</meta>
<meta property="schema:accessibilityFeature">synchronizedAudioText</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Everything has a text.</meta>
<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>
<meta property="pageBreakSource">urn:isbn:9780000000002</meta>
<meta property="media:active-class">reading</meta>
<meta property="media:duration" refines="#along">5.000s</meta>
<meta property="media:duration">5.000s</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml" properties="mathml svg"
 media-overlay="along"/>
<item id="two" href="two.xhtml" media-type="application/xhtml+xml"/>
<item id="along" href="one.smil" media-type="application/smil+xml"/>
<item id="sound" href="one.wav" media-type="audio/wav"/>
<item id="css" href="style.css" media-type="text/css"/>
<item id="wave" href="wave.png" media-type="image/png"/>
</manifest>
<spine><itemref idref="one"/><itemref idref="two"/></spine>
</package>"""

_HEAD = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en"'
)
_LINK = '<link rel="stylesheet" href="style.css"/>'

NAVIGATION = f"""{_HEAD}><head><title>Contents</title></head><body>
<nav epub:type="toc" role="doc-toc"><ol>
<li><a href="one.xhtml#tides">Tides</a></li><li><a href="two.xhtml#stones">Stones</a>
<ol><li><a href="two.xhtml#weights">Weights</a></li></ol></li></ol></nav>
<nav epub:type="page-list" role="doc-pagelist" hidden="hidden"><ol>
<li><a href="two.xhtml#page-2">2</a></li></ol></nav></body></html>"""


def _sentence(name: str) -> str:
    return f'<span id="{name}">{SENTENCES[name]}</span>'


ONE = f"""{_HEAD}><head><title>Tides</title>{_LINK}</head><body>
<section id="tides"><h1 id="s1">Tides</h1>
<p>{_sentence("s2")} {_sentence("s3")}</p>
<p><span id="s4">{SENTENCES["s4"]}<i lang="fr">il faut bien que quelqu'un compte les vagues
avant le petit déjeuner</i>.</span></p>
<p>{_sentence("s5")}</p>
<svg xmlns="http://www.w3.org/2000/svg" id="drawn" role="img" viewBox="0 0 10 10">
<title>A wave</title><path d="M0 5h10"/></svg>
<math xmlns="http://www.w3.org/1998/Math/MathML" id="formula" alttext="one seventh">
<mfrac><mn>1</mn><mn>7</mn></mfrac></math>
</section></body></html>"""

TWO = f"""{_HEAD}><head><title>Stones</title>{_LINK}</head><body>
<section id="stones"><h1>Stones</h1>
<p>They were <a id="link" href="https://example.org/stones">weighed and listed by the museum</a>
later.</p>
<figure><img id="picture" src="wave.png" alt="A wave taller than the boat" aria-details="more"/>
<figcaption>The seventh wave</figcaption></figure><p id="more">The boat is the keeper's own.</p>
<span epub:type="pagebreak" role="doc-pagebreak" id="page-2" aria-label="2"></span>
<section id="weights"><h2>Weights</h2>
<table id="table"><caption>Stones by weight</caption><thead><tr><th scope="col">Stone</th>
<th scope="col">Grams</th></tr></thead><tbody><tr><th scope="row">Flint</th><td>12</td></tr>
<tr><th scope="row">Slate</th><td>31</td></tr></tbody></table></section>
</section></body></html>"""

CSS = """body { color: #111; background-color: #fff }
.reading { color: #000; background-color: #ffe58f }
"""

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""


def overlay() -> str:
    """Return the overlay: every sentence once, one after the other."""
    begin, pars = 0.0, []
    for name, seconds in SECONDS.items():
        end = begin + seconds
        pars.append(
            f'<par id="p-{name}"><text src="one.xhtml#{name}"/>'
            f'<audio src="one.wav" clipBegin="{begin:.3f}s" clipEnd="{end:.3f}s"/></par>\n'
        )
        begin = end
    inside = "".join(pars)
    return (
        '<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'version="3.0"><body id="b" epub:textref="one.xhtml">{inside}</body></smil>'
    )


def sound() -> bytes:
    """Return silence of the length of all sentences."""
    memory = io.BytesIO()
    with wave.open(memory, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"\0\0" * int(RATE * sum(SECONDS.values())))
    return memory.getvalue()


def files(picture: bytes) -> dict[str, bytes]:
    """Return the book's files by their paths; ``picture`` is a PNG."""
    texts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": PACKAGE,
        "EPUB/nav.xhtml": NAVIGATION,
        "EPUB/one.xhtml": ONE,
        "EPUB/two.xhtml": TWO,
        "EPUB/one.smil": overlay(),
        "EPUB/style.css": CSS,
    }
    return {
        **{path: text.encode() for path, text in texts.items()},
        "EPUB/one.wav": sound(),
        "EPUB/wave.png": picture,
    }


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return the EPUB of ``parts``."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for path, data in parts.items():
            archive.writestr(path, data)
    return memory.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """Return the files of an EPUB by their paths."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
