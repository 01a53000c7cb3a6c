"""A publisher's own Word file as the template of the DOCX edition."""

import io
import re
import zipfile

import docx
import pytest
from hypothesis import given, settings

import tasktide_export as tasktide
from tasktide_export.checks import verify
from tasktide_export.checks.readback import read_back
from tasktide_export.document import Severity
from tasktide_export.errors import StyleError, UsageError
from tasktide_export.exporters.docx import DocxOptions
from tests.checks.read_along import unzipped, zipped
from tests.exporters.docx_reading import body, find, part, text, values
from tests.specimen import article
from tests.strategies import documents


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Give the path of a house's file: small pages, a header, a red heading, old text."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = docx.shared.Cm(17), docx.shared.Cm(24)
    section.left_margin = section.right_margin = docx.shared.Cm(2)
    section.header.paragraphs[0].text = "THE HOUSE"
    made.styles["Heading 1"].font.color.rgb = docx.shared.RGBColor(0x70, 0x10, 0x30)
    made.add_paragraph("old text")
    path = tmp_path_factory.mktemp("house") / "house.docx"
    made.save(path)
    return path


def export(document, path, **options):
    chosen = DocxOptions(reference_doc=str(path), **options)
    return tasktide.export(document, "docx", options=chosen)


def changed(path, folder, *changes):
    """Return the path of a copy whose parts were changed by patterns."""
    files = unzipped(path.read_bytes())
    for name, pattern, new in changes:
        found, count = re.subn(pattern, new, files[name].decode(), flags=re.DOTALL)
        assert count, pattern
        files[name] = found.encode()
    copy = folder / "changed.docx"
    copy.write_bytes(zipped(files))
    return copy


def test_page_header_and_styles_are_the_houses_and_its_text_goes(house):
    data = export(article(), house).data
    size = find(body(data), ".//w:pgSz")[0]
    assert round(int(size.values()[0]) / 567) == 17
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        headers = [archive.read(n).decode() for n in archive.namelist() if "header" in n]
    assert any("THE HOUSE" in one for one in headers)
    heading = find(part(data, "word/styles.xml"), "//w:style[@w:styleId='Heading1']//w:color")
    assert heading[0].values()[0] == "701030"
    assert "old text" not in "".join(find(body(data), ".//w:t/text()"))
    assert "old text" not in text(body(data))


def test_an_asked_page_size_wins(house):
    size = find(body(export(article(), house, page_size="A4").data), ".//w:pgSz")[0]
    assert sorted(size.values())[:2] == ["11906", "16838"]


def test_it_says_what_the_plain_edition_says(house):
    plain = read_back(tasktide.export(article(), "docx").data, "docx")
    made = export(article(), house)
    told = read_back(made.data, "docx")
    for name in ("headings", "contents", "body_texts", "note_texts", "alternatives", "language"):
        assert getattr(told, name) == getattr(plain, name)
    (finding,) = [one for one in made.findings if one.rule == "docx-reference-styles"]
    assert "source code" in finding.excerpt or "toc 1" in finding.excerpt
    assert made.data == export(article(), house).data


def test_the_file_is_sound_and_new(house):
    data = export(article(), house, lists=True).data
    errors = {one.rule for one in verify(data, "docx") if one.severity is Severity.ERROR}
    assert errors <= {"contrast-low", "image-alternative-missing"}
    assert values(part(data, "word/settings.xml"), "//w:compatSetting[1]") == ["15"]
    ids = find(part(data, "word/styles.xml"), "//w:style/@w:styleId")
    assert len(ids) == len(set(ids))
    numbers = find(part(data, "word/numbering.xml"), "//w:abstractNum/@w:abstractNumId")
    assert len(numbers) == len(set(numbers))


@settings(max_examples=15)
@given(document=documents())
def test_any_document_fits_into_the_house(house, document):
    data = export(document, house).data
    wrong = ("differs", "lost", "missing-part", "style-missing", "twice", "list-missing")
    rules = [one.rule for one in tasktide.check(data, document)]
    assert not [one for one in rules if one.endswith(wrong)]


def test_a_german_word_has_other_ids_and_the_same_names(house, tmp_path):
    german = changed(
        house,
        tmp_path,
        ("word/styles.xml", '"Heading1"', '"berschrift1"'),
        ("word/styles.xml", '"Normal"(?=/>|>)', '"Standard"'),
        ("word/styles.xml", '<w:name w:val="Standard"/>', '<w:name w:val="Normal"/>'),
    )
    data = export(article(), german).data
    levels = [one.level for one in read_back(data, "docx").headings]
    assert levels == [1, 2, 3, 1]
    heading = find(part(data, "word/styles.xml"), "//w:style[@w:styleId='Heading1']//w:color")
    assert heading[0].values()[0] == "701030"


def test_a_publisher_names_his_own_styles(house):
    named = "Quote=Intense Quote, table caption=List Continue"
    data = export(article(), house, styles=named).data
    styles = part(data, "word/styles.xml")
    for own, theirs in (("Quote", "Intense Quote"), ("TableCaption", "List Continue")):
        assert values(styles, f"//w:style[@w:styleId='{own}']/w:name") == [theirs]
    ids = find(styles, "//w:style/@w:styleId")
    assert len(ids) == len(set(ids))
    for wrong, reason in (("Quot=Title", "no style 'quot'"), ("Quote=None", "no style 'none'")):
        with pytest.raises(StyleError, match=reason):
            export(article(), house, styles=wrong)
    for wrong in ("Quote", "=Title"):
        with pytest.raises(UsageError, match="names no pair"):
            DocxOptions(reference_doc="x", styles=wrong)


def test_one_style_of_the_house_may_stand_for_two(house):
    data = export(article(), house, styles="Quote=Title, Embed=Title").data
    styles = part(data, "word/styles.xml")
    for own in ("Quote", "Embed"):
        assert values(styles, f"//w:style[@w:styleId='{own}']/w:basedOn") == ["Title"]
    assert not {"style-missing", "bookmark-twice"} & {one.rule for one in verify(data, "docx")}


def test_all_missing_headings_are_named_at_once(house, tmp_path):
    poor = changed(
        house, tmp_path, ("word/styles.xml", 'w:name w:val="heading ([23])"', r'w:name w:val="h\1"')
    )
    with pytest.raises(StyleError, match="heading 2, heading 3") as caught:
        export(article(), poor)
    assert "use each of these styles" in caught.value.hint


def test_what_would_hurt_is_taken_out(house, tmp_path):
    locked = changed(
        house,
        tmp_path,
        (
            "word/settings.xml",
            "(<w:settings[^>]*>)",
            r'\1<w:documentProtection w:edit="readOnly" w:enforcement="1"/>',
        ),
    )
    assert "document-protected" not in {
        one.rule for one in verify(export(article(), locked).data, "docx")
    }


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no Word file"),
        (b"words", "no Word file"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "encrypted"),
        (zipped({"a.xml": b"<a/>"}), "no Word file"),
    ],
)
def test_what_is_no_word_file_is_a_clear_error(data, reason, tmp_path):
    path = tmp_path / "house.docx"
    path.write_bytes(data)
    with pytest.raises(StyleError, match=reason) as caught:
        export(article(), path)
    assert str(path) in caught.value.where


def test_macros_broken_parts_and_missing_files_are_refused(house, tmp_path):
    macro = changed(
        house, tmp_path, ("[Content_Types].xml", "document.main", "document.macroEnabled.main")
    )
    with pytest.raises(StyleError, match="macros"):
        export(article(), macro)
    broken = changed(house, tmp_path, ("word/styles.xml", "</w:styles>", ""))
    with pytest.raises(StyleError, match=r"styles\.xml of the reference document is broken"):
        export(article(), broken)
    with pytest.raises(StyleError, match="cannot be read"):
        export(article(), tmp_path / "none.docx")
