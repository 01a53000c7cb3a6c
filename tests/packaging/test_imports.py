"""Importing the package, and asking for help, cost no heavy library."""

import ast
import importlib
import inspect
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
        "mammoth",
        "markdown_it",
        "mathml2omml",
        "mdit_py_plugins",
        "numpy",
        "onnxruntime",
        "pikepdf",
        "piper",
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
    "--help": "from tasktide_export.cli.main import run; run(['--help'])",
    "--version": "from tasktide_export.cli.main import run; run(['--version'])",
    "export --help": "from tasktide_export.cli.main import run; run(['export', '--help'])",
}


def _imported_by(code):
    report = (
        f"import sys\n{code}\n"
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


FILES = sorted(path for path in SOURCE.rglob("*.py") if path.read_text(encoding="utf-8").strip())


def _module(path):
    return ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize(
    "name", [_module(path) for path in FILES if "\n__all__ = " in path.read_text(encoding="utf-8")]
)
def test_what_a_module_offers_is_there_and_explained(name):
    module = importlib.import_module(name)
    for offered in module.__all__:
        value = getattr(module, offered)
        if isinstance(value, type) or inspect.isfunction(value):
            assert value.__doc__, f"{name}.{offered} has no docstring"


@pytest.mark.parametrize("path", FILES, ids=_module)
def test_a_module_and_its_public_definitions_have_docstrings(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    bare = [
        node.name
        for node in tree.body
        if isinstance(node, definitions) and not node.name.startswith("_")
        if not ast.get_docstring(node)
    ]
    assert ast.get_docstring(tree), "a module says what it holds"
    assert [] == bare


@pytest.mark.parametrize("name", tasktide_export.__all__)
def test_the_package_offers(name):
    assert name in dir(tasktide_export)
    assert getattr(tasktide_export, name).__doc__
