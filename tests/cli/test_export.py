"""The command as a user types it: files, messages, exit codes."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tasktide_export.cli.main import run

ARTICLE = """<!DOCTYPE html><html lang="en"><head><title>Tides</title></head><body><main>
<h1>Tides</h1><p>The lead.</p><h2>High water</h2><p>Twice a day.</p>
<h2>Low water</h2><p>Twice as well.</p></main></body></html>"""


@pytest.fixture
def article(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "tides.html"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_format_writes_into_the_current_folder(article, capsys):
    assert run(["--format", "epub", "tides.html"]) == 0
    assert files(article.parent) == ["tides.epub", "tides.html"]
    printed = capsys.readouterr()
    assert printed.out == "tides.epub\n"


@pytest.mark.parametrize("words", [["export", "-f", "html"], ["-f", "html"]])
def test_export_is_the_default_command(article, words):
    assert run([*words, "-o", "out.html", "tides.html"]) == 0
    assert b"Twice a day." in (article.parent / "out.html").read_bytes()


def test_the_format_follows_from_the_output(article):
    assert run(["tides.html", "-o", "book.epub"]) == 0
    assert (article.parent / "book.epub").read_bytes()[:2] == b"PK"


def test_several_formats_go_into_a_folder_that_is_made(article, capsys):
    assert run(["-f", "epub", "-f", "html", "-o", "out/new", "tides.html"]) == 0
    assert files(article.parent / "out" / "new") == ["tides.epub", "tides.html"]
    out = capsys.readouterr().out.splitlines()
    assert [Path(line).name for line in out] == ["tides.epub", "tides.html"]


def test_several_sources_make_one_edition(article):
    (article.parent / "b.md").write_text("# Moons\n\nThe moon pulls.\n")
    assert run(["-o", "issue.json", "tides.html", "b.md"]) == 0
    edition = json.loads((article.parent / "issue.json").read_text())
    titles = [section["title"][0]["value"] for section in edition["sections"]]
    assert titles == ["Tides", "Moons"]


def test_individual_makes_one_each(article):
    (article.parent / "b.md").write_text("# Moons\n\nThe moon pulls.\n")
    assert run(["-f", "json", "--individual", "-o", "out/", "tides.html", "b.md"]) == 0
    assert files(article.parent / "out") == ["b.json", "tides.json"]


def test_standard_input_and_output(article):
    done = subprocess.run(
        [sys.executable, "-m", "tasktide_export", "-f", "json", "-o", "-", "-"],
        input=article.read_bytes(),
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["metadata"]["title"] == "Tides"


def test_metadata_from_the_command_line(article):
    words = [
        "--title",
        "Ebb",
        "--author",
        "A",
        "--author",
        "B",
        "--lang",
        "en-GB",
        "-M",
        "rights=mine",
    ]
    assert run(["-o", "out.json", *words, "tides.html"]) == 0
    about = json.loads((article.parent / "out.json").read_text())["metadata"]
    assert (about["title"], about["authors"], about["language"], about["rights"]) == (
        "Ebb",
        ["A", "B"],
        "en-GB",
        "mine",
    )


def test_json_lists_the_artifacts(article, capsys):
    assert run(["-f", "html", "-o", "out/", "--json", "tides.html"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["path"] == str(Path("out") / "tides.html")
    assert {finding["severity"] for finding in row["findings"]} <= {"info"}


def test_the_report_holds_every_finding(article):
    (article.parent / "bad.html").write_text(ARTICLE.replace("<p>The", '<img src="x.png"><p>The'))
    assert run(["-f", "html", "-o", "out/", "--report", "r.json", "-q", "bad.html"]) == 0
    report = json.loads((article.parent / "r.json").read_text())
    rules = {finding["rule"] for finding in report["artifacts"][0]["findings"]}
    assert "image-alternative-missing" in rules


def test_strict_writes_nothing_that_is_not_earned(article, capsys):
    (article.parent / "bad.html").write_text(ARTICLE.replace("<p>The", '<img src="x.png"><p>The'))
    assert run(["-f", "epub", "--strict", "bad.html"]) == 1
    assert not (article.parent / "bad.epub").exists()
    assert capsys.readouterr().err.startswith("error: ")


def error_line(capsys):
    lines = [line for line in capsys.readouterr().err.splitlines() if "error: " in line]
    assert len(lines) == 1, lines
    return lines[0]


def test_a_missing_file(article, capsys):
    assert run(["-f", "epub", "nothing.html"]) == 65
    assert "nothing.html: there is no such file" in error_line(capsys)
    assert files(article.parent) == ["tides.html"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.html", b"", "empty"),
        ("blank.txt", b" \n\n ", "empty"),
        ("binary.html", bytes(range(256)) * 40, "binary.html"),
        ("image.html", b"\x89PNG\r\n\x1a\n" + bytes(200), "PNG"),
        ("broken.json", b"{", "JSON"),
    ],
)
def test_input_that_is_no_article(article, capsys, name, content, said):
    (article.parent / name).write_bytes(content)
    assert run(["-f", "epub", name]) == 65
    assert said in error_line(capsys)
    assert files(article.parent) == sorted(["tides.html", name])


def test_a_folder_is_no_article(article, capsys):
    (article.parent / "folder").mkdir()
    assert run(["-f", "epub", "folder"]) == 65
    assert "is a folder" in error_line(capsys)


def test_an_address_is_not_fetched(article, capsys):
    assert run(["-f", "epub", "https://example.org/a.html"]) == 65
    assert "not fetched" in error_line(capsys)
    assert files(article.parent) == ["tides.html"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-f", "odt"], "there is no format 'odt'"),
        ([], "no format is given"),
        (["-f", "epub", "--style", "baroque"], "there is no style 'baroque'"),
        (["-f", "epub", "-O", "epub.colour=red"], "epub has no option 'colour'"),
        (["-f", "epub", "-O", "nonsense"], "-O takes FORMAT.KEY=VALUE"),
        (["-f", "epub", "-O", "pdf.toc=no"], "which is not exported"),
        (["-f", "pdf", "-O", "pdf.toc=perhaps"], "pdf.toc is 'perhaps'"),
        (["-f", "pdf", "-O", "pdf.page-size=A9"], "pdf.page-size is 'A9'"),
        (["-f", "epub", "-M", "colour=red"], "-M takes KEY=VALUE"),
        (["-f", "html", "-o", "tides.html"], "would replace a file"),
        (["-f", "html", "-o", "out/", "--report", "tides.html"], "would replace a file"),
        (["-f", "epub", "-o", "a.epub", "--report", "a.epub"], "would replace a file"),
        (["-f", "epub", "-o", "a.pdf"], "is named like pdf"),
        (["-f", "epub", "-f", "pdf", "-o", "a.pdf"], "do not go into one file"),
        (["-o", "a.xyz"], ".xyz is no known suffix"),
        (["-f", "epub", "-O", "epub.toc-depth=-1"], "no number of levels"),
        (["-f", "epub", "-f", "html", "-o", "-"], "standard output takes one artifact"),
        (["-f", "audio", "-O", "audio.voice=nobody"], "nobody"),
    ],
)
def test_wrong_usage_is_told_in_one_line(article, capsys, words, said):
    assert run([*words, "tides.html"]) == 2
    assert said in error_line(capsys)
    assert files(article.parent) == ["tides.html"]


def test_a_mistyped_command_gets_a_suggestion(article, capsys):
    assert run(["chek", "tides.html"]) == 65
    assert files(article.parent) == ["tides.html"]
    said = capsys.readouterr().err
    assert "chek: there is no such file" in said
    assert "Did you mean 'tasktide-export check'?" in said


def test_beside_its_source_a_web_page_gets_another_name(article, capsys):
    assert run(["-f", "html", "-f", "json", "tides.html"]) == 0
    assert files(article.parent) == ["tides-edition.html", "tides.html", "tides.json"]
    assert article.read_text(encoding="utf-8") == ARTICLE


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "x"])
@pytest.mark.parametrize("name", ["epub", "docx", "pdf"])
def test_dates_that_no_container_can_hold(article, name, date):
    assert run(["-f", name, "-o", f"a.{name}", "-M", f"modified={date}", "tides.html"]) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
@pytest.mark.parametrize("words", [["-f", "json", "-o", "-"], ["-f", "json", "-o", "a.json"]])
def test_standard_output_that_cannot_be_written(article, words):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tasktide_export", *words, "tides.html"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 74
    assert b"Traceback" not in done.stderr
    assert b"cannot be written" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("name", ["pdf", "audio"])
def test_signals_leave_the_old_file_and_nothing_else(article, tmp_path_factory, name, number):
    words = " ".join(f"Word {n} of very many." for n in range(60_000))
    article.write_text(ARTICLE.replace("Twice a day.", words), encoding="utf-8")
    old = article.parent / "old"
    old.write_bytes(b"old")
    scratch = tmp_path_factory.mktemp("scratch")
    process = subprocess.Popen(
        [sys.executable, "-m", "tasktide_export", "-f", name, "-o", "old", "tides.html"],
        env={**os.environ, "TMPDIR": str(scratch)},
        stderr=subprocess.PIPE,
    )
    while len(files(article.parent)) < 3 and process.poll() is None:
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(number)
    _, said = process.communicate()
    assert process.returncode == 130, said
    assert old.read_bytes() == b"old"
    assert files(article.parent) == ["old", "tides.html"]
    assert list(scratch.iterdir()) == [], (said, [list(x.rglob("*")) for x in scratch.iterdir()])


def test_a_target_that_cannot_be_created(article, capsys):
    assert run(["-o", "no/such/book.epub", "tides.html"]) == 73
    assert "make the folder first" in error_line(capsys)


@pytest.mark.skipif(not Path("/proc/mounts").exists(), reason="needs a small file system")
@pytest.mark.parametrize("name", ["pdf", "epub", "docx", "html", "audio", "json"])
def test_a_full_disk_leaves_the_old_file(article, capsys, name):
    """On a tmpfs of 64 KiB that has 8 KiB left."""
    small = article.parent / "small"
    small.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(small)],
        capture_output=True,
        check=False,
    )
    if mount.returncode != 0:
        pytest.skip("mounting a file system is not allowed here")
    try:
        old = small / "tides.old"
        old.write_bytes(b"old")
        (small / "filler").write_bytes(b"x" * 53248)
        words = " ".join(
            f"Word {number} of many." for number in range(4_000 if name != "audio" else 9)
        )
        article.write_text(ARTICLE.replace("Twice a day.", words), encoding="utf-8")
        assert run(["-f", name, "-o", str(old), "tides.html"]) == 74
        assert "No space left" in error_line(capsys)
        assert old.read_bytes() == b"old"
        assert files(small) == ["filler", "tides.old"]
    finally:
        subprocess.run(["umount", str(small)], check=True)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(article, capsys):
    locked = article.parent / "locked"
    locked.mkdir(mode=0o500)
    assert run(["-o", str(locked / "a.epub"), "tides.html"]) == 73
    assert "Permission denied" in error_line(capsys)


def test_one_failure_does_not_stop_the_others(article, capsys):
    (article.parent / "empty.html").write_bytes(b"")
    assert run(["-f", "json", "--individual", "-o", "out/", "empty.html", "tides.html"]) == 1
    assert files(article.parent / "out") == ["tides.json"]
    assert "empty.html" in error_line(capsys)


def test_an_edition_with_an_article_missing_is_not_made(article, capsys):
    assert run(["-o", "issue.epub", "nothing.html", "tides.html"]) == 65
    assert files(article.parent) == ["tides.html"]
    assert "nothing.html" in error_line(capsys)


def test_missing_pango_says_how_to_get_it(article, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert run(["-f", "pdf", "tides.html"]) == 1
    line = error_line(capsys)
    assert "Pango" in line
    assert "apt install libpango" in line
    assert files(article.parent) == ["tides.html"]


def test_interruption_leaves_nothing_and_says_so(article, capsys, monkeypatch):
    from tasktide_export import api

    def interrupt(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "export", interrupt)
    assert run(["-f", "epub", "tides.html"]) == 130
    assert files(article.parent) == ["tides.html"]


def test_a_house_file_is_the_template_and_is_never_written_over(article, capsys):
    assert run(["-q", "-f", "docx", "-o", "house.docx", "tides.html"]) == 0
    before = (article.parent / "house.docx").read_bytes()
    capsys.readouterr()
    asked = ["-q", "-f", "docx", "--reference-doc", "house.docx"]
    assert run([*asked, "-o", "tides.docx", "tides.html"]) == 0
    assert run([*asked, "-o", "house.docx", "tides.html"]) != 0
    assert (article.parent / "house.docx").read_bytes() == before
    assert run(["-q", "-f", "docx", "--reference-doc", "gone.docx", "tides.html"]) != 0
    assert "the reference document cannot be read" in capsys.readouterr().err
    assert run(["-q", "-f", "epub", "--reference-doc", "house.docx", "tides.html"]) != 0
    assert "is for the DOCX" in capsys.readouterr().err


def test_contents_in_word_tell_the_pages_of_a_pdf_of_the_same_run(article, capsys):
    assert run(["-v", "-f", "docx,pdf", "--individual", "-o", "out/", "tides.html"]) == 0
    assert "those of the printed edition" in capsys.readouterr().err
    assert run(["-v", "-f", "docx", "-o", "alone.docx", "tides.html"]) == 0
    assert "estimates" in capsys.readouterr().err
