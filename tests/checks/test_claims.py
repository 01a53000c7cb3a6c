"""What may be claimed follows from this very document."""

import pytest

from tasktide_export.checks import accessibility, check_document
from tasktide_export.checks.motion import may_move
from tasktide_export.document import (
    DECORATIVE,
    MISSING,
    Asset,
    Document,
    Embed,
    Figure,
    Image,
    Metadata,
    Section,
    Text,
    identify,
)
from tests.building import math_block, paragraph, png_asset

ALWAYS = ("readingOrder", "displayTransformability", "unlocked")


def claims(*blocks, sections=(), assets=()):
    checked = identify(
        Document(
            metadata=Metadata(title="T", language="en"),
            blocks=blocks,
            sections=sections,
            assets=(png_asset(), *assets),
        )
    )
    return accessibility(checked, check_document(checked))


def picture(alternative, asset="pixels"):
    return paragraph("See ", Image(asset, alternative))


def test_plain_text_claims_no_more_than_text():
    found = claims(paragraph("Words."))
    assert ("textual",) == found.access_modes
    assert (("textual",),) == found.access_modes_sufficient
    assert ALWAYS == found.features
    assert ("none",) == found.hazards
    assert found.conforms


def test_a_figure_with_a_description_gives_long_descriptions():
    seen = paragraph(Image("pixels", "A grey staff"))
    assert "longDescription" not in claims(Figure((seen,))).features
    told = claims(Figure((seen,), description=(paragraph("It has forty marks."),)))
    assert "longDescription" in told.features
    assert "Figures that need it have a long description." in told.summary


def test_sections_give_contents_and_navigation():
    found = claims(sections=(Section(title=(Text("One"),)),))
    assert ("tableOfContents", "structuralNavigation", *ALWAYS) == found.features


def test_described_images_are_visual_and_text_suffices():
    found = claims(picture("A grey staff"))
    assert ("textual", "visual") == found.access_modes
    assert (("textual", "visual"), ("textual",)) == found.access_modes_sufficient
    assert "alternativeText" in found.features


@pytest.mark.parametrize("alternative", [MISSING, "IMG_2041.jpg", " "])
def test_one_image_without_a_text_takes_the_claims_away(alternative):
    found = claims(picture("A grey staff"), picture(alternative))
    assert (("textual", "visual"),) == found.access_modes_sufficient
    assert "alternativeText" not in found.features
    assert not found.conforms


def test_decoration_is_neither_visual_nor_described():
    found = claims(picture(DECORATIVE))
    assert ("textual",) == found.access_modes
    assert "alternativeText" not in found.features


def test_an_image_whose_bytes_are_not_there_is_text():
    found = claims(picture("A grey staff", asset=""))
    assert ("textual",) == found.access_modes
    assert "alternativeText" not in found.features


def test_maths_is_claimed_as_it_is():
    described = claims(math_block("<mi>x</mi>", "x"))
    bare = claims(math_block("<mi>x</mi>", "x"), math_block("<mi>y</mi>", ""))
    assert ("MathML", "describedMath", *ALWAYS) == described.features
    assert ("MathML", *ALWAYS) == bare.features


def test_hazards_are_unknown_beside_embedded_media():
    found = claims(Embed("A talk", "https://example.org/"))
    assert ("unknown",) == found.hazards


def test_a_transcript_is_claimed_when_every_recording_has_one():
    spoken = Embed("A", "https://example.org/", kind="audio", transcript=(paragraph("Words."),))
    silent = Embed("B", "https://example.org/", kind="video")
    assert "transcript" in claims(spoken).features
    assert "transcript" not in claims(spoken, silent).features


def test_hazards_are_unknown_beside_moving_images():
    gif = b"GIF89a" + b"\x21\xf9\x04" * 2
    found = claims(picture("Waves"), assets=(Asset("gif", "image/gif", gif, "waves.gif"),))
    assert ("unknown",) == found.hazards


@pytest.mark.parametrize(
    ("data", "moves"),
    [
        (b"GIF89a\x21\xf9\x04", False),
        (b"GIF89a\x21\xff\x0bNETSCAPE2.0", True),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08acTL\0\0IDAT", True),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0IDATacTL", False),
        (b"RIFF\0\0\0\0WEBPVP8X\0\0ANIM", True),
        (b"RIFF\0\0\0\0WEBPVP8 \0\0", False),
        (b'<svg xmlns="x"><animate/></svg>', True),
        (b'<svg xmlns="x"><path/></svg>', False),
        (b"\xff\xd8\xff\xe0", False),
    ],
)
def test_motion_is_seen_in_the_bytes(data, moves):
    assert moves == may_move(data)


def test_the_summary_is_written_from_the_findings():
    good = claims(picture("A grey staff"), sections=(Section(title=(Text("One"),)),)).summary
    bad = claims(picture(MISSING), picture(MISSING), math_block("<mi>x</mi>", "")).summary
    assert "All images that carry meaning have alternative text." in good
    assert "The automatic checks found no obstacles." in good
    assert "2 images have no alternative text" in bad
    assert "1 formula has no text alternative" in bad
    assert "no obstacles" not in bad
