"""Single faults in a Word file that has none: each must be found by its rule, and nothing more."""

import io
import zipfile

import pytest
from hypothesis import given, settings

import tasktide_export as tasktide
from tasktide_export.checks import verify
from tasktide_export.document import Severity
from tasktide_export.errors import ReadError
from tasktide_export.exporters.docx import DocxOptions
from tests.checks.read_along import unzipped, zipped
from tests.checks.word_faults import ACCESS, INTEGRITY, UNREADABLE, broken, good
from tests.specimen import article
from tests.strategies import documents


def rules(data):
    return {finding.rule for finding in verify(data, "docx")}


def test_a_good_file_has_no_findings():
    assert verify(good(), "docx") == ()


@pytest.mark.parametrize("name", [*INTEGRITY, *ACCESS])
def test_a_single_fault_is_found(name):
    fault, rule = (INTEGRITY | ACCESS)[name]
    assert rule in rules(broken(fault))


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_an_error(name):
    with pytest.raises(ReadError):
        tasktide.check(broken(UNREADABLE[name]))


@pytest.mark.parametrize("name", ACCESS)
def test_what_shuts_readers_out_is_told_with_its_place(name):
    fault, rule = ACCESS[name]
    found = [one for one in verify(broken(fault), "docx") if one.rule == rule]
    assert all(one.place and one.message for one in found)
    if rule not in {"title-missing", "document-protected"}:
        assert all(one.place.startswith("word/document.xml, paragraph ") for one in found)


def test_the_specimen_has_no_errors_however_it_is_captioned():
    for options in (DocxOptions(), DocxOptions(captions="numbered", lists=True)):
        data = tasktide.export(article(), "docx", options=options).data
        found = [one for one in verify(data, "docx") if one.severity is Severity.ERROR]
        assert {one.rule for one in found} <= {"image-alternative-missing"}


@settings(max_examples=40)
@given(documents())
def test_files_of_ours_are_sound(document):
    data = tasktide.export(document, "docx", options=DocxOptions(lists=True)).data
    sound = {rule for _, rule in INTEGRITY.values()} | {"heading-level-skipped", "contrast-low"}
    assert not rules(data) & sound


def test_a_level_of_a_style_with_another_id_counts():
    swapped = {
        name: data.replace(b'"Heading1"', b'"berschrift1"')
        for name, data in unzipped(good()).items()
    }
    assert rules(zipped(swapped)) == set()


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        good()[:2000],
        zipped({**unzipped(good()), "word/document.xml": b"<w:document"}),
    ],
    ids=["encrypted", "cut off", "not XML"],
)
def test_what_cannot_be_opened_is_said(data):
    with pytest.raises(ReadError):
        tasktide.check(data)


def test_entities_are_not_read_from_other_files(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    bomb = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    files = unzipped(good())
    core = files["docProps/core.xml"].partition(b"?>")
    told = core[2].replace(b"Tides", b"&x;")
    found = verify(zipped({**files, "docProps/core.xml": core[0] + b"?>" + bomb + told}), "docx")
    assert not any("SECRET" in repr(one) for one in found)


def test_a_bomb_is_not_expanded():
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in unzipped(good()).items():
            archive.writestr(name, data)
        with archive.open("word/media/image9.png", "w", force_zip64=True) as sink:
            for _ in range(300):
                sink.write(bytes(1 << 20))
    with pytest.raises(ReadError, match="expands to"):
        tasktide.check(memory.getvalue())
