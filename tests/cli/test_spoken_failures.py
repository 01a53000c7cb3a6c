"""What goes wrong while an edition is spoken: an exit code, a reason, and the old file whole."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

import tasktide_export
from tasktide_export.cli.main import run
from tests.speech.distribution import install_odd

HOME = Path(tasktide_export.__file__).parents[1]
ARTICLE = "---\nlang: en\n---\n# Tides\n\nThe lead.\n\n## High water\n\nTwice a day, or nearly.\n"
OLD = b"the edition of yesterday"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Give a folder with an article, its old edition, and temporary files of its own."""
    for name in ("desk", "temporary", "packages"):
        (tmp_path / name).mkdir()
    folder = tmp_path / "desk"
    (folder / "tides.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "tides.m4b").write_bytes(OLD)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def assert_untouched(desk, made=()):
    """The old edition is whole, and nothing is left over."""
    assert OLD == (desk / "tides.m4b").read_bytes()
    assert {"tides.md", "tides.m4b", *made} == {path.name for path in desk.iterdir()}
    assert [] == list((desk.parent / "temporary").iterdir())


@pytest.fixture
def odd(desk, monkeypatch):
    install_odd(desk.parent / "packages", monkeypatch)
    return lambda conduct: monkeypatch.setenv("TASKTIDE_ODD", conduct)


def spoken(*options):
    return run(["-q", *options, "-o", "tides.m4b", "tides.md"])


@pytest.mark.parametrize(
    ("conduct", "reason"),
    [
        ("crashes", "the worker ended"),
        ("half", "breaks off"),
        ("no list", "does not tell its voices"),
    ],
)
def test_an_engine_that_fails_costs_the_edition_and_nothing_else(
    conduct, reason, desk, odd, capsys
):
    odd(conduct)
    assert spoken("-O", "audio.engine=odd") == 1
    assert reason in capsys.readouterr().err
    assert_untouched(desk)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_an_engine_that_is_killed_whenever_it_speaks(desk, odd, capsys):
    odd("waits")
    ended = threading.Event()

    def kill():
        while not ended.wait(0.01):
            told = desk / "waiting"
            if told.exists() and (process := told.read_text("ascii")):
                told.unlink()
                os.kill(int(process), signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        assert spoken("-O", "audio.engine=odd") == 1
    finally:
        ended.set()
        thread.join()
    said = capsys.readouterr().err
    assert "the worker ended" in said
    assert "title.a1" in said
    assert_untouched(desk)


@pytest.mark.parametrize(
    ("option", "reason"),
    [
        ("audio.voice=qwerty", "no voice 'qwerty'"),
        ("audio.engine=qwerty", "known engines: pyttsx3, piper"),
        ("audio.rate=7", "out of range"),
    ],
)
def test_a_choice_that_is_none_is_a_usage_error(option, reason, desk, capsys):
    assert spoken("-O", option) == 2
    assert reason in capsys.readouterr().err
    assert_untouched(desk)


def test_without_any_engine_the_error_says_what_to_install(desk, tmp_path):
    (tmp_path / "packages" / "pyttsx3.py").write_text("raise ImportError('no pyttsx3 here')")
    done = command(tmp_path, "-q", "-o", "tides.m4b", "tides.md")
    assert 1 == done.returncode
    assert "no speech engine: no pyttsx3 here" in done.stderr
    assert "pip install espeakng-loader" in done.stderr
    assert_untouched(desk)


def command(tmp_path, *arguments, before=""):
    """Run the command in a process of its own, after the statement ``before``."""
    program = f"{before}\nfrom tasktide_export.cli.main import main\nmain()"
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, "PYTHONPATH": f"{tmp_path / 'packages'}{os.pathsep}{HOME}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="the system limits no file's size")
@pytest.mark.parametrize("limit", [0, 5_000, 150_000])
def test_a_full_disk_while_speaking(limit, desk, tmp_path):
    limited = f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"
    done = command(tmp_path, "-q", "-o", "tides.m4b", "tides.md", before=limited)
    assert 74 == done.returncode
    assert "TMPDIR" in done.stderr
    assert "Traceback" not in done.stderr
    assert_untouched(desk)


FULL_WHEN_ENCODING = """
import av, resource
opened = av.open
def limited(*given, **named):
    resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
    return opened(*given, **named)
av.open = limited
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the system limits no file's size")
@pytest.mark.parametrize(
    ("container", "limit"),
    [("m4b", 0), ("mp3", 3000), pytest.param("opus", 3000, marks=pytest.mark.nightly)],
)
def test_a_full_disk_while_encoding(container, limit, desk, tmp_path):
    done = command(
        tmp_path,
        *("-q", "-O", f"audio.container={container}", "-O", "audio.rate=450"),
        *("-f", "audio", "-o", f"tides.{container}", "tides.md"),
        before=FULL_WHEN_ENCODING.format(limit=limit),
    )
    assert 74 == done.returncode
    assert "TMPDIR" in done.stderr
    assert "Traceback" not in done.stderr
    assert_untouched(desk)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_target_without_room(desk, capsys):
    assert run(["-q", "-f", "audio", "-O", "audio.rate=450", "-o", "/dev/full", "tides.md"]) == 74
    assert "/dev/full" in capsys.readouterr().err
    assert_untouched(desk)


def test_a_target_that_cannot_be_made(desk, capsys):
    assert run(["-q", "-f", "audio", "-o", "no/such/folder/tides.m4b", "tides.md"]) == 73
    assert "no/such/folder" in capsys.readouterr().err
    assert_untouched(desk)


HOSTILE = (
    b"before\0between\0after",
    b"before \xed\xa0\x80 after",
    "😀".encode() * 500,
    b"7" * 5000,
    b"abcdefghij" * 10_000,
    b"word " * 20 + b" " * 1_000_000 + b"end",
)


def test_hostile_text_becomes_a_finished_edition(desk, tmp_path, capsys):
    (desk / "tides.md").write_bytes(ARTICLE.encode() + b"\n\n".join((b"", *HOSTILE, b"The end.")))
    assert spoken("-O", "audio.rate=450", "-O", "audio.bitrate=24", "--report", "found.json") == 0
    assert (desk / "tides.m4b").read_bytes()[4:8] == b"ftyp"
    assert run(["check", "tides.md", "tides.m4b"]) == 0
    found = (desk / "found.json").read_text(encoding="utf-8")
    for length in (500, 5000, 100_000):
        assert f"a run of {length} characters is read in short" in found
    assert [] == list((tmp_path / "temporary").iterdir())


def test_a_language_without_a_voice_is_a_finding(desk, capsys):
    article = ARTICLE.replace("lang: en", "lang: tlh")
    (desk / "tides.md").write_text(article, encoding="utf-8")
    assert run(["-v", "-O", "audio.rate=450", "-o", "new.m4b", "tides.md"]) == 0
    assert "no voice knows 'tlh'" in capsys.readouterr().err
    assert_untouched(desk, made=["new.m4b"])


@pytest.mark.skipif(sys.platform == "win32", reason="the system sends no such signal")
def test_an_export_that_is_ended_while_it_speaks_leaves_nothing(desk, odd):
    odd("waits")
    options = ("-q", "-O", "audio.engine=odd", "-O", "audio.jobs=1", "-o", "tides.m4b", "tides.md")
    process = subprocess.Popen(
        [sys.executable, "-m", "tasktide_export", *options],
        env={**os.environ, "PYTHONPATH": f"{os.environ['PYTHONPATH']}{os.pathsep}{HOME}"},
        stderr=subprocess.PIPE,
    )
    while not ((told := desk / "waiting").exists() and told.read_text("ascii")):
        assert process.poll() is None
        time.sleep(0.01)
    worker = int(told.read_text("ascii"))
    told.unlink()
    process.terminate()
    _, said = process.communicate()
    assert 130 == process.returncode
    assert b"Traceback" not in said
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)
    assert_untouched(desk)
