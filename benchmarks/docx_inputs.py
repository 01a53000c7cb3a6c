"""What ``benchmarks/docx.py`` gives to each program: one rich page, and pages of three lengths.

python -m benchmarks.docx_inputs FOLDER
"""

import random
import sys
from pathlib import Path

from benchmarks.epub_inputs import chapters
from benchmarks.pdf_inputs import sentence, table, words

SIZES = {"500": 0, "50,000": 62, "200,000": 248}
"""How many chapters a page of so many words has; the shortest is none."""
_SEED = 20260719
_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><path d="M0 20 Q30 0 60 20 '
    b'T120 20" stroke="#14407a" stroke-width="3" fill="none"/></svg>'
)

RICH = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Gauges of the North Sea</title>
<meta name="author" content="Marit Haldane"><meta name="description" content="On gauges.">
</head><body><article>
<h1>Gauges of the North Sea</h1>
<p>A gauge tells how high the sea stands.<a href="#fn1" id="ref1"><sup>1</sup></a> The French call
the tide <span lang="fr">la marée haute</span>; see <a href="https://example.org/gauges">the list
of gauges</a> and <a href="#tools">the tools</a>.</p>
<h2 id="tools">Tools</h2>
<ul><li>A float<ul><li>of tin<ul><li>with a seam</li></ul></li></ul></li><li>A staff</li></ul>
<ol start="5"><li>Read the staff.</li><li>Write it down.</li></ol>
<h3>Heights</h3>
<table summary="Two days, one height a day."><caption>Heights of two days</caption>
<thead><tr><th scope="col">Day</th><th scope="col">Metres</th></tr></thead>
<tbody><tr><th scope="row">Monday</th><td>3.1</td></tr>
<tr><th scope="row">Tuesday</th><td>2.7</td></tr></tbody></table>
<figure><img src="wave.png" alt="One wave in blue"><figcaption>A wave</figcaption></figure>
<p>A line: <img src="line.png" alt=""> and a drawing: <img src="wave.svg" alt="A drawn wave"></p>
<h4>Words of others</h4>
<blockquote lang="de"><p>Das Meer führt seine eigenen Bücher.</p></blockquote>
<p lang="ar" dir="rtl">البحر لا يكتب رسائل.</p>
<h5>Formulas</h5>
<p>The height is <math><mi>h</mi><mo>=</mo><msqrt><mi>x</mi></msqrt></math>:</p>
<math display="block"><mi>h</mi><mo>=</mo><mfrac><mi>a</mi><mn>2</mn></mfrac></math>
<h6>Code</h6>
<pre><code>for hour in day:
    print(hour)</code></pre>
<dl><dt>Datum</dt><dd>The level that heights are counted from.</dd></dl>
<section role="doc-endnotes" class="footnotes"><ol><li id="fn1"><p>Since 1882.
<a href="#ref1" role="doc-backlink">back</a></p></li></ol></section>
</article></body></html>
"""


def write_inputs(folder: Path) -> None:
    """Write the rich page with its pictures, and the long pages, into ``folder``."""
    (folder / "rich.html").write_text(RICH, encoding="utf-8")
    (folder / "wave.svg").write_bytes(_SVG)
    for name, colour in (("wave.png", (20, 64, 122)), ("line.png", (90, 90, 90))):
        (folder / name).write_bytes(_picture(colour))
    for size, count in SIZES.items():
        page = chapters(count) if count else _short()
        (folder / f"{size}.html").write_text(page, encoding="utf-8")


def _picture(colour: tuple[int, int, int]) -> bytes:
    import io

    from PIL import Image

    sink = io.BytesIO()
    Image.new("RGB", (60, 20), colour).save(sink, "PNG")
    return sink.getvalue()


def _short() -> str:
    """Return a page with a list, a table, a link and a note."""
    chance = random.Random(_SEED)  # noqa: S311 - the same page every time
    items = "".join(f"<li>{words(chance, 8)}</li>" for _ in range(4))
    link = f'<a href="https://example.org/1">{words(chance, 3)}</a>'
    call = '<sup><a href="#fn1" id="ref1">1</a></sup>'
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Short</title></head>'
        f"<body><article><h1>Short</h1><h2>{words(chance, 4)}</h2><p>{sentence(chance, 100)} See "
        f"{link}.{call}</p><p>{sentence(chance, 120)}</p><ul>{items}</ul>"
        f"<h2>{words(chance, 4)}</h2>"
        f"<p>{sentence(chance, 100)}</p>{table(1, chance)}<p>{sentence(chance, 90)}</p>"
        f'<section role="doc-endnotes"><ol><li id="fn1"><p>{sentence(chance, 12)} '
        '<a href="#ref1">back</a></p></li></ol></section></article></body></html>\n'
    )


if __name__ == "__main__":
    write_inputs(Path(sys.argv[1]))
