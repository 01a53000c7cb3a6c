"""Importing the package, and asking for help, cost no heavy library."""

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import tasktide_export

SOURCE = Path(tasktide_export.__file__).parent
HEAVY = frozenset(
    [
        "PIL",
        "av",
        "cssselect2",
        "charset_normalizer",
        "docx",
        "ebooklib",
        "espeakng_loader",
        "fontTools",
        "latex2mathml",
        "lxml",
        "markdown_it",
        "mathml2omml",
        "mdit_py_plugins",
        "numpy",
        "pikepdf",
        "py3langid",
        "pydyf",
        "pyttsx3",
        "tinycss2",
        "tinyhtml5",
        "weasyprint",
        "yaml",
    ]
)
LIGHT_USES = {
    "import tasktide_export": "import tasktide_export",
    "dir()": "import tasktide_export; dir(tasktide_export)",
    "the document": "import tasktide_export.document",
    "the errors": "import tasktide_export.errors; import tasktide_export.limits",
    "the command's module": "import tasktide_export.cli.main",
    "--help": "from tasktide_export.cli.main import main; main(['--help'], standalone_mode=False)",
    "--version": (
        "from tasktide_export.cli.main import main; main(['--version'], standalone_mode=False)"
    ),
    "export --help": (
        "from tasktide_export.cli.main import main;"
        " main(['export', '--help'], standalone_mode=False)"
    ),
}


def _imported_by(code):
    report = (
        f"import sys, contextlib\nwith contextlib.suppress(SystemExit):\n    {code}\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", report], capture_output=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 0, ended.stderr
    return frozenset(ended.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("use", LIGHT_USES)
def test_nothing_heavy_is_imported_early(use):
    assert frozenset() == _imported_by(LIGHT_USES[use]) & HEAVY


def test_importing_the_package_needs_the_standard_library_alone():
    ours = _imported_by("import tasktide_export") - _imported_by("pass")
    assert frozenset() == ours - sys.stdlib_module_names - {"tasktide_export"}


def _modules():
    return sorted(
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")
        for path in SOURCE.rglob("*.py")
        if path.name != "__main__.py"
    )


@pytest.mark.parametrize("name", _modules())
def test_names_offered_by_a_module_are_there_and_explained(name):
    module = importlib.import_module(name)
    assert module.__doc__, "a module says what it holds"
    for offered in getattr(module, "__all__", ()):
        value = getattr(module, offered)
        if isinstance(value, type) or callable(value):
            assert value.__doc__, f"{name}.{offered} has no docstring"


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.stem)
def test_public_definitions_have_docstrings(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    private_module = path.stem.startswith("_") and path.stem != "__init__"
    bare = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert private_module or [] == bare


@pytest.mark.parametrize("name", tasktide_export.__all__)
def test_the_package_offers(name):
    assert name in dir(tasktide_export)
    assert getattr(tasktide_export, name).__doc__
