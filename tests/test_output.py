"""The target is the old file or the complete new one."""

import os
import pickle
import threading
from pathlib import Path

import pytest

from tasktide_export import errors
from tasktide_export.document import Finding, Severity
from tasktide_export.output import whole_file


def test_the_new_file_is_there_when_the_block_ends(tmp_path):
    target = tmp_path / "a.bin"
    with whole_file(target) as sink:
        sink.write(b"new")
        assert not target.exists()
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_whatever_fails_the_old_file_stays(tmp_path, failure):
    target = tmp_path / "a.bin"
    target.write_bytes(b"old")
    with pytest.raises(failure), whole_file(target) as sink:
        sink.write(b"half")
        raise failure
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_is_said_and_the_old_file_stays(tmp_path):
    target = tmp_path / "a.bin"
    target.write_bytes(b"old")
    with pytest.raises(errors.OutputError, match="No space") as caught, whole_file(target):
        raise OSError(28, "No space left on device")
    assert caught.value.exit_code == 74
    assert target.read_bytes() == b"old"


def test_a_missing_folder_cannot_be_created_in(tmp_path):
    with (
        pytest.raises(errors.OutputError, match="make the folder") as caught,
        whole_file(tmp_path / "no" / "a.bin"),
    ):
        pytest.fail("the block must not begin")
    assert caught.value.exit_code == 73


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(errors.OutputError, match="folder"), whole_file(tmp_path):
        pytest.fail("the block must not begin")


def test_permissions_of_the_old_file_are_kept(tmp_path):
    target = tmp_path / "a.bin"
    target.write_bytes(b"old")
    target.chmod(0o640)
    with whole_file(target) as sink:
        sink.write(b"new")
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_link_is_followed(tmp_path):
    (tmp_path / "real.bin").write_bytes(b"old")
    link = tmp_path / "link.bin"
    link.symlink_to("real.bin")
    with whole_file(link) as sink:
        sink.write(b"new")
    assert link.is_symlink()
    assert (tmp_path / "real.bin").read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    with whole_file(pipe) as sink:
        sink.write(b"xxx")
        sink.seek(0)
        sink.write(b"new")
    reader.join()
    assert got == [b"new"]
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_a_device_is_written_to_and_not_replaced():
    with pytest.raises(errors.OutputError, match="No space"), whole_file(Path("/dev/full")) as sink:
        sink.write(b"new")
    assert Path("/dev/full").is_char_device()


def every_error():
    yield errors.ExportError("what", where="where", hint="do")
    yield errors.UnknownFormatError("what", hint="do")
    yield errors.StyleError("what", where="style x")
    yield errors.VoiceError("what")
    yield errors.ReadError("what", where="a.html")
    yield errors.LimitError("too long", limit="depth", value=3, where="a.html")
    yield errors.RenderError("what")
    yield errors.OutputError("what", created=False)
    yield errors.MissingDependencyError("what")
    finding = Finding(rule="r", severity=Severity.ERROR, message="m")
    yield errors.InaccessibleDocumentError("what", findings=(finding,), hint="do")


@pytest.mark.parametrize("error", list(every_error()), ids=lambda error: type(error).__name__)
def test_every_error_survives_pickling(error):
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)
    assert copy.exit_code == error.exit_code
