"""What is told beside the glyphs at the ends of lines."""

from hypothesis import given
from hypothesis import strategies as st

from tasktide_export.exporters.pdf.line_ends import said_at_ends


def told(lines, source):
    """Return all that is said, line by line, runs numbered from 0."""
    number = iter(range(1_000))
    runs = [[(next(number), text) for text in line] for line in lines]
    said = said_at_ends(runs, source)
    return ["".join(str(said.get(key, text)) for key, text in line) for line in runs]


def test_a_dropped_space_is_said():
    assert told([["The sea"], ["rises."]], "The sea rises.") == ["The sea ", "rises."]


def test_a_divided_word_is_said_whole_where_it_begins():
    lines = [["Tide measure\u2010"], ["ments are old."]]
    assert told(lines, "Tide measurements are old.") == ["Tide measurements", " are old."]


def test_a_word_that_fills_its_second_line_leaves_nothing_there():
    lines = [["under\u2010"], ["standing"], ["it"]]
    assert "".join(told(lines, "understanding it")) == "understanding it"


def test_a_hyphen_of_the_text_is_kept():
    assert told([["well-"], ["known"]], "well-known") == ["well-", "known"]


def test_a_soft_hyphen_is_not_said():
    lines = [["mea\u2010"], ["sure it"]]
    assert told(lines, "mea\u00adsure it") == ["measure", " it"]


def test_runs_of_one_line_are_one_text():
    lines = [["a ", "bold"], ["word"]]
    assert told(lines, "a bold word") == ["a bold ", "word"]


def test_lines_that_are_not_of_the_text_say_nothing():
    assert said_at_ends([[(0, "other")], [(1, "words")]], "The sea rises.") == {}


words = st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=12)


@given(words, st.data())
def test_what_is_said_is_the_text_wherever_lines_end(given_words, data):
    source = " ".join(given_words)
    cuts = sorted(data.draw(st.sets(st.integers(1, max(1, len(source) - 1)), max_size=4)))
    lines = []
    for start, end in zip([0, *cuts], [*cuts, len(source)], strict=True):
        piece = source[start:end]
        divides = end < len(source) and not piece.endswith(" ") and source[end] != " "
        lines.append([piece.strip() + ("\u2010" if divides else "")])
    lines = [line for line in lines if line[0]]
    assert "".join("".join(told(lines, source)).split()) == source.replace(" ", "")
    assert "".join(told(lines, source)).split() == source.split()
