"""The library's front door."""

import io
import os
import sys
import threading
from pathlib import Path

import pytest

import tasktide_export as tasktide
from tasktide_export import errors
from tasktide_export.document import (
    Document,
    Image,
    Metadata,
    Paragraph,
    Text,
    identify,
    plain_text,
)
from tasktide_export.exporters.html import HtmlOptions
from tests.building import paragraph, png_asset
from tests.specimen import article

PAGE = "<!DOCTYPE html><html lang=en><title>T</title><main><h1>T</h1><p>some words</p></main>"


def test_a_path_bytes_text_and_file_objects_hold_the_same(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(PAGE)
    with path.open("rb") as binary, path.open() as words:
        read = [
            tasktide.read(path),
            tasktide.read(str(path)),
            tasktide.read(PAGE.encode(), format="html"),
            tasktide.read(PAGE + "\n"),
            tasktide.read(binary),
            tasktide.read(words),
        ]
    assert {plain_text(one) for one in read} == {"some words"}
    assert {one.metadata.title for one in read} == {"T"}


def test_a_pipe_is_read_to_its_end():
    """An unbuffered pipe gives what is there, not all that was asked for."""
    page = PAGE.replace("some words", "<p>word</p>" * 30_000)
    receiving, sending = os.pipe()
    writer = threading.Thread(target=_write_all, args=(sending, page.encode()))
    writer.start()
    with open(receiving, "rb", buffering=0) as stream:  # noqa: PTH123 - a descriptor
        document = tasktide.read(stream)
    writer.join()
    assert plain_text(document).count("word") == 30_000


def _write_all(descriptor: int, data: bytes) -> None:
    with open(descriptor, "wb") as stream:
        stream.write(data)


@pytest.mark.parametrize("source", [None, 5, bytearray(b"a"), [PAGE]])
def test_what_cannot_be_read_from_is_said(source):
    with pytest.raises(errors.UsageError, match="nothing to read from"):
        tasktide.read(source)


def test_without_a_target_there_are_the_bytes():
    artifact = tasktide.export(article(), "html")
    assert artifact.path is None
    assert artifact.data.startswith(b"<!DOCTYPE html>")


def test_a_folder_takes_a_file_named_after_the_title(tmp_path):
    artifact = tasktide.export(article(), "json", tmp_path)
    assert artifact.path == tmp_path / "a-gauge-at-the-harbour-mouth.json"
    assert artifact.data == (tmp_path / "a-gauge-at-the-harbour-mouth.json").read_bytes()


def test_a_file_object_gets_the_bytes():
    stream = io.BytesIO()
    artifact = tasktide.export(article(), "json", stream)
    assert stream.getvalue() == artifact.data


def test_a_text_stream_is_refused():
    with pytest.raises(errors.OutputError):
        tasktide.export(article(), "json", io.StringIO())  # type: ignore[arg-type]


def test_options_of_another_format_are_refused():
    with pytest.raises(errors.UsageError, match="wants EpubOptions"):
        tasktide.export(article(), "epub", options=HtmlOptions())


def test_an_unknown_format_names_the_known_ones():
    with pytest.raises(errors.UnknownFormatError, match="epub"):
        tasktide.export(article(), "odt")


def test_a_document_that_is_not_valid_is_refused():
    document = Document(metadata=Metadata(title="T"), blocks=(paragraph("no id"),))
    with pytest.raises(errors.RenderError, match="have no id"):
        tasktide.export(document, "html")


def test_findings_and_claims_come_with_the_artifact():
    image = Paragraph((Text("See "), Image("p", "photo.png")))
    document = identify(
        Document(
            metadata=Metadata(title="T", language="en"), blocks=(image,), assets=(png_asset("p"),)
        )
    )
    artifact = tasktide.export(document, "epub")
    assert {one.rule for one in artifact.findings} >= {"image-alternative-file-name"}
    assert artifact.conformance == ()
    assert {one.rule for one in tasktide.check(document)} == {"image-alternative-file-name"}


def test_check_verifies_a_file_alone_and_against_its_document(tmp_path):
    document = tasktide.read(PAGE + "\n")
    path = tmp_path / "a.epub"
    tasktide.export(document, "epub", path)
    assert tasktide.check(path) == ()
    assert tasktide.check(path, document) == ()
    other = tasktide.read(PAGE.replace("some", "other") + "\n")
    assert {one.rule for one in tasktide.check(path.read_bytes(), other)} == {"text-differs"}


def test_two_exports_at_once_do_not_mix():
    """Bytes, findings and the process's settings are those of one after the other."""
    alone = {name: tasktide.export(article(), name) for name in ("pdf", "docx")}
    limit, size = sys.getrecursionlimit(), threading.stack_size()
    made: dict[int, tuple[str, tasktide.Artifact]] = {}

    def work(number: int, name: str) -> None:
        made[number] = name, tasktide.export(article(), name)

    names = ("pdf", "docx", "pdf", "docx")
    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == len(names)
    for name, artifact in made.values():
        assert artifact == alone[name]
    assert (sys.getrecursionlimit(), threading.stack_size()) == (limit, size)


def test_every_name_resolves():
    assert {name: getattr(tasktide, name) for name in tasktide.__all__}
    assert Path(tasktide.__file__).name == "__init__.py"
