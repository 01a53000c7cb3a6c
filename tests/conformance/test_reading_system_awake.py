"""The reading system sees what is broken: one asleep would find every book sound."""

import zipfile

import pytest

import tasktide_export as tasktide
from tests import building, specimen
from tools.judges import reading_system
from tools.judges.workshop import JudgeBrokenError

pytestmark = pytest.mark.conformance


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """Give the EPUB of the specimen."""
    path = tmp_path_factory.mktemp("sound") / "sound.epub"
    tasktide.export(specimen.article(), "epub", path)
    return path


@pytest.fixture
def read(sound, tmp_path, installed):
    """Give the function that reads the sound book, or what is left of it after a change."""
    installed(reading_system.install)

    def opened(file="", old=b"", new=b""):
        book = tmp_path / "book.epub"
        with zipfile.ZipFile(sound) as source, zipfile.ZipFile(book, "w") as target:
            for member in source.infolist():
                part = source.read(member)
                if file and member.filename.startswith(f"EPUB/{file}"):
                    assert old in part, "nothing would be broken"
                    part = part.replace(old, new)
                target.writestr(member, part)
        return reading_system.open_book(book, tmp_path / "screenshots")

    return opened


def test_a_sound_book_is_found_sound(read):
    seen = read()

    assert all(place.shown and place.heading == place.title for place in seen.contents)
    assert all(note.shown and note.popup and note.returned for note in seen.notes)
    assert all(image.shown and image.width for image in seen.images)
    assert all(formula.shown for formula in seen.formulas)
    assert all((seen.contents, seen.notes, seen.images, seen.formulas))
    assert all(path.is_file() for path in seen.screenshots)
    assert () == seen.complaints


def test_a_section_whose_id_is_another_is_missed(read):
    seen = read("chapter-tools", b'id="tools"', b'id="tolls"')
    assert ["Tools"] == [place.title for place in seen.contents if not place.shown]


def test_a_line_of_the_contents_that_leads_elsewhere_is_seen(read):
    seen = read("nav.xhtml", b"chapter-tools.xhtml#tools", b"chapter-readings.xhtml#readings")
    wrong = [place for place in seen.contents if place.heading != place.title]
    assert [("Tools", "Readings")] == [(place.title, place.heading) for place in wrong]


def test_a_section_that_is_hidden_is_missed(read):
    seen = read("chapter-tools", b'id="tools"', b'id="tools" hidden="hidden"')
    assert ["Tools"] == [place.title for place in seen.contents if not place.shown]


def test_an_image_without_bytes_is_seen_to_be_broken(read):
    seen = read("images/", building.png(8, 6))
    assert {0} == {image.width for image in seen.images}


def test_a_note_that_is_not_there_does_not_open(read):
    seen = read("title.xhtml", b"notes.xhtml#note-1", b"notes.xhtml#note-11")
    assert [""] == [note.words for note in seen.notes if not note.shown]


def test_a_file_of_notes_that_is_not_there_does_not_open(read):
    seen = read("title.xhtml", b"notes.xhtml#note-1", b"remarks.xhtml#note-1")
    assert [""] == [note.words for note in seen.notes if not note.shown]


def test_a_note_that_leads_back_elsewhere_is_seen(read):
    seen = read("notes.xhtml", b"#note-2-ref", b"#readings")
    assert [False] == [note.returned for note in seen.notes if "pilots" in note.words]


def test_a_hidden_formula_is_missed(read):
    seen = read("chapter-readings", b"<math ", b'<math style="display: none" ')
    assert {False} == {formula.shown for formula in seen.formulas}


def test_markup_that_is_not_well_formed_is_complained_of(read):
    seen = read("title.xhtml", b"</body>", b"<br></body>")
    assert any("error" in complaint for complaint in seen.complaints)


def test_what_is_no_book_is_given_up(tmp_path, installed):
    installed(reading_system.install)
    words = tmp_path / "words.epub"
    words.write_text("These are words.", encoding="utf-8")
    with pytest.raises(JudgeBrokenError, match="File type not supported"):
        reading_system.open_book(words, tmp_path / "screenshots")
