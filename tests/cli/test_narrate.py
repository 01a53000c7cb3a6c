"""``narrate`` prints what a spoken edition will say."""

import dataclasses
import json
from itertools import pairwise

import click
import pytest

from tasktide_export.cli import narrate as told
from tasktide_export.cli.main import run
from tasktide_export.narration import NarrationOptions

ARTICLE = """---
title: Tides
lang: en
---

The sea waits[^1].

[^1]: For nobody.

## High water

It comes twice a day.

```python
x = 1
y = 2
```

![](ship.png)
"""


@pytest.fixture
def article(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "tides.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def _lines(capsys):
    return capsys.readouterr().out.splitlines()


def _from(lines, first, count):
    """Some lines from ``first`` on, empty ones left out."""
    return [one for one in lines[lines.index(first) :] if one][:count]


def test_chapters_are_headings_and_our_words_stand_in_brackets(article, capsys):
    assert run(["narrate", "tides.md"]) == 0
    lines = _lines(capsys)
    assert "# Tides" == lines[0]
    assert "## High water" in lines
    assert ["[Note 1.]", "For nobody.", "[End of note.]"] == _from(lines, "[Note 1.]", 3)
    assert ["[Code.]", "x = 1", "    y = 2"] == _from(lines, "[Code.]", 3)
    assert "[End of Tides.]" in lines
    assert "(1.2 s)" in lines
    assert not any(one == after == "" for one, after in pairwise(lines))


def test_the_profile_and_its_options_are_followed(article, capsys):
    assert run(["narrate", "tides.md", "--profile", "simple", "--notes", "skip"]) == 0
    lines = _lines(capsys)
    assert ["[Code, 2 lines.]", "[Left out.]"] == _from(lines, "[Code, 2 lines.]", 2)
    assert "For nobody." not in lines
    left = lines[lines.index("Not read:") :]
    assert any("code listing" in one and "x = 1" in one for one in left)
    assert any("narration-note-skipped" in one for one in left)


def test_the_language_is_marked_where_it_changes(article, capsys):
    article.with_name("tides.html").write_text(
        "<title>Tides</title><h1>Tides</h1><p>In French <i lang=fr>la mar\u00e9e</i>, and so.</p>"
    )
    assert run(["narrate", "tides.html", "--lang", "en-GB"]) == 0
    lines = _lines(capsys)
    place = lines.index("In French")
    assert ["In French", "{fr} la mar\u00e9e,", "{en-GB} and so."] == lines[place : place + 3]
    assert "{en-GB} [Tides]" in lines


def test_what_is_said_for_a_text_is_shown(article, capsys):
    article.write_text("# Site\n\nSee https://www.example.org/a/b now.\n", encoding="utf-8")
    assert run(["narrate", "tides.md", "--lang", "en"]) == 0
    assert any("https://www.example.org/a/b => example.org" in one for one in _lines(capsys))


def test_json_has_the_whole_script(article, capsys):
    assert run(["narrate", "tides.md", "--json", "--code", "skip"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert ("Tides", "en", "detailed") == (whole["title"], whole["language"], whole["profile"])
    chapters = [one for one in whole["parts"] if one["type"] == "chapter"]
    assert [("title", "Tides", 0), ("high-water", "High water", 1)] == [
        (one["id"], one["title"], one["level"]) for one in chapters
    ]
    (note,) = [one for one in whole["parts"] if one.get("text") == "For nobody."]
    assert {
        "type": "utterance",
        "id": f"{note['place']}.s1",
        "place": note["place"],
        "role": "text",
        "text": "For nobody.",
        "said": "For nobody.",
        "language": "en",
        "note": "note-1",
    } == note
    assert {"type": "pause", "seconds": 1.5} == whole["parts"][-1]
    kinds = [(one["kind"], one["texts"]) for one in whole["left_out"]]
    assert ("code", ["x = 1\ny = 2"]) in kinds
    assert "narration-code-skipped" in [one["rule"] for one in whole["findings"]]


def test_several_sources_make_one_script(article, capsys):
    article.with_name("moons.md").write_text("# Moons\n\nThe moon pulls.\n", encoding="utf-8")
    assert run(["narrate", "tides.md", "moons.md", "--lang", "en"]) == 0
    lines = _lines(capsys)
    assert {"## Tides", "### High water", "## Moons"} <= set(lines)


def test_a_file_is_written_and_no_source_replaced(article, capsys):
    assert run(["narrate", "tides.md", "-o", "script.txt"]) == 0
    assert "" == capsys.readouterr().out
    assert "[End of Tides.]" in (article.parent / "script.txt").read_text(encoding="utf-8")
    assert run(["narrate", "tides.md", "-o", "tides.md"]) == 2
    assert ARTICLE == article.read_text(encoding="utf-8")
    assert run(["narrate", "tides.md", "-o", "nowhere/script.txt"]) == 73


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["none.md"], 65),
        (["tides.md", "--profile", "loud"], 2),
        (["tides.md", "--long-tables", "-1"], 2),
        (["tides.md", "--style", "none"], 2),
        (["tides.md", "--from", "none"], 2),
    ],
)
def test_what_cannot_be_done_is_said(article, capsys, words, code):
    assert code == run(["narrate", *words])
    said = capsys.readouterr()
    assert said.err
    assert "Traceback" not in said.err
    assert "" == said.out


def test_every_option_of_narration_can_be_given():
    given = {one.name: one for one in told.command.params if isinstance(one, click.Option)}
    fields = {one.name for one in dataclasses.fields(NarrationOptions)}
    assert fields <= given.keys()
    for name in fields - {"long_tables"}:
        choice = given[name].type
        assert isinstance(choice, click.Choice)
        for value in choice.choices:
            NarrationOptions(**{name: value})
