"""Golden cases: a small page and the document that it must become.

``TASKTIDE_REWRITE=1`` writes what the reader gives now; read the difference
before it is kept.
"""

import json
import os
from pathlib import Path

import pytest

from tasktide_export.document import faults, to_json
from tasktide_export.readers.base import ReadOptions, Source
from tasktide_export.readers.html import read_html

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.parent.name for path in CASES.glob("*/input.html"))


def compact(tree):
    """Write one block, note or finding a line."""
    parts = []
    for name in sorted(tree):
        value = tree[name]
        if isinstance(value, list):
            lines = ",\n  ".join(json.dumps(one, ensure_ascii=False) for one in value)
            parts.append(f'"{name}": [\n  {lines}\n ]')
        else:
            parts.append(f'"{name}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n " + ",\n ".join(parts) + "\n}\n"


@pytest.mark.parametrize("name", NAMES)
def test_case(name):
    source = Source(
        data=(CASES / name / "input.html").read_bytes(),
        name=name,
        address="https://example.org/post/",
    )
    document = read_html(source, ReadOptions())
    assert faults(document) == ()
    tree = json.loads(to_json(document))
    del tree["format"], tree["version"]
    expected = CASES / name / "expected.json"
    if os.environ.get("TASKTIDE_REWRITE"):
        expected.write_text(compact(tree), encoding="utf-8")
    assert json.loads(expected.read_text(encoding="utf-8")) == tree
