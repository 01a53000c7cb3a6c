"""Damaged pages: whatever was cut off or scrambled, a document or one ReadError, and soon."""

import gzip
import random
import signal

import pytest
from lxml import etree

from tasktide_export.document import faults
from tasktide_export.errors import ReadError
from tasktide_export.readers.base import ReadOptions, Source
from tasktide_export.readers.html import read_html

SECONDS = 10
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
PIECES = (
    b"<", b">", b"</", b"<div>", b"</div>", b"<table>", b"<td>", b"</p>", b"<p hidden>", b"\0",
    b"<b>", b"<a href=", b'"', b"<!--", b"-->", b"<script>", b"<nav>", b"<svg>", b"<noscript>",
    b"<figcaption>", b"<li><h2>", b"&#x", b"\xff\xfe", b"<title>", b"<template>", b"<select>",
    b"<iframe src=x>", b' class="comments"', b"<article>", b"<math>", b"<h1>", b"]]>",
)  # fmt: skip


def pages(shared):
    """Return all pages of the four corpora by name: files, and the posts of a WordPress export."""
    corpus = shared / "corpus"
    found = {}
    for path in sorted(
        [
            *corpus.glob("readability/*/source.html"),
            *corpus.glob("defuddle/fixtures/**/*.html"),
            *corpus.glob("wcxb/*.html.gz"),
        ]
    ):
        data = path.read_bytes()
        name = str(path.relative_to(corpus))
        found[name] = gzip.decompress(data) if path.suffix == ".gz" else data
    for path in sorted(corpus.glob("wordpress/**/*.xml")):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        for number, item in enumerate(etree.parse(path, parser).iter(CONTENT)):
            if item.text and item.text.strip():
                found[f"{path.name} {number}"] = item.text.encode()
    return found


class TooLongError(Exception):
    """Raised in a read that does not end."""


@pytest.fixture
def watch():
    def ring(_signal, _frame):
        raise TooLongError

    before = signal.signal(signal.SIGALRM, ring)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def survives(data, name):
    """Read; anything but a sound document or a ReadError fails, and so does a hang."""
    signal.alarm(SECONDS)
    try:
        document = read_html(
            Source(data=data, name=name, address="https://example.org/"), ReadOptions()
        )
        assert faults(document) == (), name
    except ReadError:
        pass
    except TooLongError:
        pytest.fail(f"{name} takes longer than {SECONDS} s")
    finally:
        signal.alarm(0)


def mutated(data, dice):
    """Return ``data`` with a few places changed: bytes, slices, or markup put in."""
    page = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(page) + 1)
        length = dice.choice((1, 4, 50, 2_000))
        match dice.randrange(5):
            case 0:
                del page[at : at + length]
            case 1:
                page[at:at] = dice.choice(PIECES) * dice.choice((1, 1, 1, 30, 1_000))
            case 2:
                page[at:at] = page[at : at + length] * dice.choice((1, 20))
            case 3:
                other = dice.randrange(len(page) + 1)
                page[at:at] = page[other : other + length]
            case _:
                page[at : at + 1] = bytes([dice.randrange(256)])
    return bytes(page)


def cut_everywhere(found, places):
    for name, data in found.items():
        dice = random.Random(name)  # noqa: S311 - it only chooses where to cut
        for _ in range(places):
            at = dice.randrange(len(data) + 1)
            survives(data[:at], f"{name} cut at {at}")


def scramble(found, times):
    names = sorted(found)
    for number in range(times):
        dice = random.Random(number)  # noqa: S311
        name = dice.choice(names)
        survives(mutated(found[name], dice), f"{name} mutation {number}")


@pytest.mark.corpus
def test_some_pages_cut_off(shared, watch):
    found = pages(shared)
    assert found
    cut_everywhere({name: found[name] for name in sorted(found)[::25]}, places=2)


@pytest.mark.corpus
def test_some_pages_scrambled(shared, watch):
    found = pages(shared)
    scramble({name: found[name] for name in sorted(found)[::10]}, times=40)


@pytest.mark.corpus
@pytest.mark.nightly
def test_all_pages_cut_off_at_twenty_places(shared, watch):
    cut_everywhere(pages(shared), places=20)


@pytest.mark.corpus
@pytest.mark.nightly
def test_all_pages_scrambled_two_thousand_times(shared, watch):
    scramble(pages(shared), times=2_000)
