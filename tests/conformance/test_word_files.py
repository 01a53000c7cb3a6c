"""Word files before their judges: the Open XML SDK, openxml-audit, and our own check.

Every single fault is found by one of the three, and what both validators miss by ours.
"""

import gzip
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

import tasktide_export as tasktide
from tasktide_export.checks import verify
from tasktide_export.document import Severity
from tasktide_export.errors import ReadError
from tasktide_export.exporters.docx import DocxOptions
from tests.checks.word_faults import ACCESS, INTEGRITY, SCHEMA, UNREADABLE, broken, good
from tests.specimen import article
from tests.strategies import documents
from tools.articles import example_articles
from tools.judges import open_xml, open_xml_audit

JUDGES = {"sdk": open_xml, "audit": open_xml_audit}
GENERATED = int(os.environ.get("JUDGED_DOCUMENTS", "200"))
PAGES = 40
KINDS = (DocxOptions(), DocxOptions(captions="numbered", lists=True, toc_depth=1))
FAULTS = {name: fault for name, (fault, _) in INTEGRITY.items()} | SCHEMA | UNREADABLE


def _ours(data):
    """Tell whether our check finds an error or doubt, or cannot open the file."""
    try:
        return bool(verify(data, "docx"))
    except ReadError:
        return True


@pytest.mark.conformance
def test_every_fault_is_found_by_somebody(tmp_path, installed, capsys):
    for judge in JUDGES.values():
        installed(judge.install)
    paths = {}
    for number, (name, fault) in enumerate(FAULTS.items()):
        paths[name] = tmp_path / f"{number}.docx"
        paths[name].write_bytes(broken(fault))
    control = tmp_path / "control.docx"
    control.write_bytes(good())
    verdicts = {name: judge.judge([control, *paths.values()]) for name, judge in JUDGES.items()}
    assert [verdicts[name][control] for name in JUDGES] == [(), ()]
    assert not _ours(good())
    rows = {
        name: (*(bool(verdicts[judge][path]) for judge in JUDGES), _ours(path.read_bytes()))
        for name, path in paths.items()
    }
    with capsys.disabled():
        sys.stdout.write(f"\n{'fault':34} sdk   audit ours\n")
        for name, found in rows.items():
            sys.stdout.write(
                f"{name:34} {' '.join('found' if one else '-    ' for one in found)}\n"
            )
    assert len(rows) >= 24
    assert [name for name, found in rows.items() if not any(found)] == []
    assert [name for name in INTEGRITY if not rows[name][-1]] == []


@pytest.mark.conformance
def test_what_shuts_readers_out_is_ours_to_find(tmp_path, installed):
    installed(open_xml_audit.install)
    paths = {name: tmp_path / f"{number}.docx" for number, name in enumerate(ACCESS)}
    for name, path in paths.items():
        path.write_bytes(broken(ACCESS[name][0]))
    assert all(_ours(path.read_bytes()) for path in paths.values())


def _accepted(paths, installed):
    for judge in JUDGES.values():
        installed(judge.install)
        verdicts = judge.judge(paths)
        assert {path.name: told for path, told in verdicts.items() if told} == {}
    for path in paths:
        found = verify(path.read_bytes(), "docx")
        sound = {rule for _, rule in INTEGRITY.values()}
        assert [one for one in found if one.rule in sound] == []


@pytest.mark.conformance
def test_examples_and_specimen_are_accepted_with_every_option(tmp_path, installed, shared):
    real = shared / "articles" / "open-source-ai.txt"
    read = [tasktide.read(path) for path in (*example_articles(), real) if path.is_file()]
    paths = []
    for number, document in enumerate([article(), *read]):
        for kind, options in enumerate(KINDS):
            paths.append(tmp_path / f"{number}-{kind}.docx")
            tasktide.export(document, "docx", paths[-1], options=options)
            found = verify(paths[-1].read_bytes(), "docx")
            errors = {one.rule for one in found if one.severity is Severity.ERROR}
            assert errors <= {"image-alternative-missing"}  # the specimen's own
    _accepted(paths, installed)


def _made(folder, count, phases=(Phase.generate,)):
    paths: list[Path] = []

    @settings(
        max_examples=count,
        phases=list(phases),
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(documents())
    def collect(document):
        options = KINDS[len(paths) % len(KINDS)]
        paths.append(folder / f"{len(paths)}.docx")
        tasktide.export(document, "docx", paths[-1], options=options)

    collect()
    return paths


@pytest.mark.conformance
def test_some_generated_documents_are_accepted(tmp_path, installed):
    _accepted(_made(tmp_path, 4), installed)


@pytest.mark.nightly
def test_many_generated_documents_are_accepted(tmp_path, installed):
    _accepted(_made(tmp_path, GENERATED), installed)


@pytest.mark.nightly
@pytest.mark.corpus
def test_real_pages_are_accepted(tmp_path, installed, shared):
    pages = sorted((shared / "corpus" / "wcxb").glob("*.html.gz"))[:PAGES]
    paths = []
    for number, page in enumerate(pages):
        document = tasktide.read(gzip.decompress(page.read_bytes()), format="html")
        paths.append(tmp_path / f"{page.name.partition('.')[0]}.docx")
        tasktide.export(document, "docx", paths[-1], options=KINDS[number % len(KINDS)])
    _accepted(paths, installed)
