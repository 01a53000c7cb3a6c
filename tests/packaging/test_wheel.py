"""What is built, and whether it works where it is installed: no network is used."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import tasktide_export
from tasktide_export import styles

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Give the folder with the source distribution and the wheel that was made from it."""
    folder = tmp_path_factory.mktemp("dist")
    ended = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built):
    """Give the wheel."""
    (path,) = built.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Give a folder that holds what installing the wheel puts into site-packages."""
    folder = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", "--target", folder, wheel], check=True)
    return folder


def _run_in(folder, code, working_folder):
    """Run ``code`` with the package from ``folder`` and from nowhere else.

    Of the environment's own packages, the editable one must not shadow the installed one:
    PYTHONPATH comes before site-packages and its .pth files.
    """
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=working_folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def _files_below(folder, top):
    return {
        f"{top}/{path.relative_to(folder).as_posix()}"
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_package_and_the_styles_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert "tasktide_export/py.typed" in names
    own = {name for name in names if ".dist-info/" not in name}
    expected = _files_below(ROOT / "src" / "tasktide_export", "tasktide_export")
    expected |= _files_below(ROOT / "styles", "tasktide_export/styles")
    assert expected == own


def test_the_wheel_names_its_licence_and_its_command(wheel):
    with zipfile.ZipFile(wheel) as archive:
        parts = {name.partition(".dist-info/")[2]: name for name in archive.namelist()}
        metadata = archive.read(parts["METADATA"]).decode()
        commands = archive.read(parts["entry_points.txt"]).decode()
    assert "License-Expression: Apache-2.0" in metadata.splitlines()
    assert f"Version: {tasktide_export.__version__}" in metadata.splitlines()
    assert "tasktide-export = tasktide_export.cli.main:main" in commands
    assert "licenses/LICENSE" in parts


def test_the_source_distribution_can_be_tested(built):
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for needed in ("pyproject.toml", "README.md", "Makefile", "tests/conftest.py", "LICENSE"):
        assert needed in names
    made = (".venv", "build", "dist", ".mypy_cache")
    assert [] == sorted(name for name in names if name.startswith(made))


def test_the_installed_package_finds_its_own_styles(installed, tmp_path):
    code = (
        "import tasktide_export, tasktide_export.styles as s;"
        "print(tasktide_export.__file__);"
        "print(*s.available());"
        "print(*sorted({str(folder) for name in s.available() for folder in s.load(name).folders}))"
    )
    place, names, folders = _run_in(installed, code, tmp_path).splitlines()
    assert str(installed / "tasktide_export" / "__init__.py") == place
    assert " ".join(styles.available()) == names
    assert all(folder.startswith(str(installed)) for folder in folders.split())


def test_the_installed_package_exports(installed, tmp_path):
    (tmp_path / "a.md").write_text("# Title\n\nWords.\n\n## Part\n\nMore words.\n", "utf-8")
    code = (
        "import tasktide_export as t; d = t.read('a.md');"
        "[t.export(d, f, 'a.' + f) for f in ('html', 'epub', 'docx')];"
        "print(t.__file__)"
    )
    assert _run_in(installed, code, tmp_path).startswith(str(installed))
    assert {"a.md", "a.html", "a.epub", "a.docx"} == {path.name for path in tmp_path.iterdir()}


def test_an_editable_installation_uses_the_styles_of_the_checkout():
    if not Path(tasktide_export.__file__).is_relative_to(ROOT):
        pytest.skip("the package under test is not installed from this checkout")
    assert [ROOT / "styles" / "plain"] == list(styles.load("plain").folders)
