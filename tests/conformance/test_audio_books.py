"""What DAISY's own schemas say of our talking books, and that they are awake."""

import zipfile

import pytest

import tasktide_export as tasktide
from tasktide_export.exporters.audio import AudioOptions
from tests.strategies import article
from tests.ticking import packed
from tools.articles import example_articles
from tools.judges import daisy

pytestmark = pytest.mark.conformance


def _made(path, document):
    options = AudioOptions(container="daisy", rate=450)
    tasktide.export(document, "audio", path, options=options)
    return path


@pytest.mark.parametrize("source", example_articles(), ids=lambda path: path.stem)
def test_daisy_202(source, tmp_path, installed):
    """DAISY 2.02: ncc.html, the SMIL files, and the text as XHTML 1.0."""
    installed(daisy.install)
    document = tasktide.read(source)
    about = {"publisher": "Nobody", "authors": ("Nobody",), "published": "2024-05-06"}
    book = _made(tmp_path / "book.zip", tasktide.api.with_metadata(document, about.items()))
    assert () == daisy.judge([book])[book]


def test_daisy_202_of_every_node(tmp_path, installed):
    installed(daisy.install)
    book = tmp_path / "book.zip"
    book.write_bytes(packed(article(), container="daisy")[0])
    assert () == daisy.judge([book])[book]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("ncc.html", b'name="dc:format"', b'name="dc:forma"'),
        ("ncc.html", b'class="title"', b'class="other"'),
        ("0002.smil", b'endsync="last"', b'endsync="first"'),
        ("content.html", b"<body>", b"<body><section></section>"),
    ],
)
def test_the_schemas_are_awake(name, old, new, tmp_path, installed):
    installed(daisy.install)
    book, broken = tmp_path / "book.zip", tmp_path / "broken.zip"
    book.write_bytes(packed(article(), container="daisy")[0])
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(broken, "w") as target:
        for one in source.namelist():
            data = source.read(one)
            target.writestr(one, data.replace(old, new) if one == name else data)
    assert any(told.startswith(name) for told in daisy.judge([broken])[broken])
