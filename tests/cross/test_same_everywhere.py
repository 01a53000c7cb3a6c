"""The promise: every edition has the document's outline and says its words, in order.

The artifacts are read back by readers that share no code with the writers.
"""

import re

import pytest
from hypothesis import given, settings

import tasktide_export as tasktide
from tasktide_export.checks import read_back
from tasktide_export.checks.verification.formulas import mark_formulas, settle_formulas
from tasktide_export.checks.verification.words import fold, squeeze
from tasktide_export.document import body_texts, flatten, note_texts
from tasktide_export.exporters.audio import AudioOptions, timeline
from tasktide_export.styles import load
from tests.effort import tries
from tests.strategies import article, documents

EXAMPLES = ("city-trees.txt", "notes-on-reading-aloud.md", "tidal-clocks.html")
WRITTEN = ("html", "epub", "docx", "pdf")
DEEPEST = {"docx": 9}

# What the document itself lacks is no fault of the edition that says so.
ITS_OWN = {
    "image-alternative-missing",
    "image-alternative-file-name",
    "language-missing",
    "math-alternative-missing",
    "table-header-missing",
}


def outline(document, name):
    """The document's outline as the format can carry it."""
    deepest = DEEPEST.get(name, 100)
    return [
        (min(entry.level, deepest), squeeze(entry.title)) for entry in flatten(document.outline)
    ]


def lines(headings):
    return [(heading.level, squeeze(heading.title)) for heading in headings]


def text(pieces, name):
    """Pieces of text as one; PDF breaks lines, so white space does not count there."""
    return squeeze("".join(pieces)) if name == "pdf" else fold(" ".join(pieces))


def expected(pieces, actual, name):
    """The document's text, a formula as the artifact has it."""
    placed = settle_formulas((("", piece) for piece in pieces), actual)
    return text((piece for _, piece in placed), name)


def assert_same(document, name):
    data = tasktide.export(document, name).data
    found = read_back(data, name)
    wanted = outline(document, name)
    assert wanted == lines(found.headings)
    assert lines(found.contents) == wanted or not wanted
    marked = mark_formulas(document)
    body, notes = found.body_texts, found.note_texts
    assert expected(body_texts(marked), body, name) == text(body, name)
    assert expected(note_texts(marked), notes, name) == text(notes, name)
    rest = tasktide.check(data, document)
    # What a person should look at is the document's own, and told with its place.
    assert [one for one in rest if one.rule not in ITS_OWN and one.severity == "error"] == []


def longest_silence(cue):
    """The most words in a row over which the engine set no mark.

    It joins small words to the one before ("of the"), so one may go without.
    """
    marks = [(mark.start, mark.start + mark.length) for mark in cue.words]
    longest = run = 0
    for word in re.finditer(r"\S*[^\W_]\S*", cue.spoken):
        said = any(start < word.end() and word.start() < end for start, end in marks)
        run = 0 if said else run + 1
        longest = max(longest, run)
    return longest


def assert_spoken(document):
    options = AudioOptions(container="mp3")
    data = tasktide.export(document, "audio", options=options).data
    said = timeline(document, options.speaking, load())
    found = read_back(data, "audio")
    titles = [document.metadata.title, *(entry.title for entry in flatten(document.outline))]
    assert [fold(title) for title in titles] == [fold(one.title) for one in found.chapters]
    starts = [chapter.milliseconds for chapter in said.chapters]
    assert starts == [round(one.start * 1000) for one in found.chapters]
    cues = [cue for cue in said.cues if cue.role == "text"]
    body = "".join(cue.text for cue in cues if not cue.utterance.note)
    assert squeeze("".join(body_texts(document))) == squeeze(body)
    notes = [cue.text for note in document.notes for cue in cues if cue.utterance.note == note.id]
    assert squeeze("".join(note_texts(document))) == squeeze("".join(notes))
    return cues


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_are_written_whole(examples, example, name):
    assert_same(tasktide.read(examples / example), name)


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_are_spoken_whole(examples, example):
    assert_spoken(tasktide.read(examples / example))


@pytest.mark.parametrize("name", WRITTEN)
def test_the_article_with_every_node_is_written_whole(name):
    assert_same(article(), name)


@pytest.mark.corpus
@pytest.mark.parametrize("name", WRITTEN)
def test_a_real_article_is_written_whole(shared, name):
    assert_same(tasktide.read(shared / "articles" / "open-source-ai.txt"), name)


@pytest.mark.corpus
def test_a_real_article_is_spoken_to_the_last_word(shared):
    cues = assert_spoken(tasktide.read(shared / "articles" / "open-source-ai.txt"))
    assert [] == [cue.text for cue in cues if longest_silence(cue) > 1]


@settings(max_examples=tries(50))
@given(documents())
def test_any_document_is_whole_as_html(document):
    assert_same(document, "html")


@settings(max_examples=tries(50))
@given(documents())
def test_any_document_is_whole_as_epub(document):
    assert_same(document, "epub")


@settings(max_examples=tries(50))
@given(documents())
def test_any_document_is_whole_as_docx(document):
    assert_same(document, "docx")


@settings(max_examples=tries(12))
@given(documents(max_leaves=5))
def test_any_document_is_whole_as_pdf(document):
    assert_same(document, "pdf")


@settings(max_examples=tries(4))
@given(documents(max_leaves=4))
def test_any_document_is_spoken_whole(document):
    assert_spoken(document)
