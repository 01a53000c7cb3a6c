import base64
import io
import os
import struct
import zlib

import pytest
from lxml import etree
from PIL import Image as Picture

from tasktide_export.assets import Admission, Refusal
from tasktide_export.limits import Limits


def picture(kind="PNG", size=(3, 2), colour="red"):
    made = io.BytesIO()
    Picture.new("RGB", size, colour).save(made, kind)
    return made.getvalue()


def data_address(data, kind="image/png"):
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def svg(inside, attributes='width="4" height="3"'):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f"{attributes}>{inside}</svg>"
    ).encode()


def admit_svg(data, limits=None):
    admission = Admission(None, limits or Limits())
    result = admission.admit(data_address(data, "image/svg+xml"))
    return result, admission.assets


def reason(result):
    assert isinstance(result, Refusal)
    return result.reason


@pytest.mark.parametrize(
    ("kind", "media_type", "suffix"),
    [
        ("PNG", "image/png", ".png"),
        ("JPEG", "image/jpeg", ".jpg"),
        ("GIF", "image/gif", ".gif"),
        ("WEBP", "image/webp", ".webp"),
    ],
)
def test_images_are_known_by_their_bytes(kind, media_type, suffix):
    admission = Admission(None, Limits())
    key = admission.admit(data_address(picture(kind), "text/html"))
    (asset,) = admission.assets
    assert (asset.key, asset.media_type, asset.width, asset.height) == (key, media_type, 3, 2)
    assert asset.name.endswith(suffix)


def test_equal_bytes_are_one_asset(tmp_path):
    (tmp_path / "A picture (1).PNG").write_bytes(picture())
    admission = Admission(tmp_path, Limits())
    first = admission.admit("A%20picture%20(1).PNG?v=2#x")
    second = admission.admit(data_address(picture()))
    assert first == second
    assert [asset.name for asset in admission.assets] == [f"a-picture-1-{str(first)[:8]}.png"]


def test_assets_stand_in_the_order_of_their_admission():
    admission = Admission(None, Limits())
    keys = [admission.admit(data_address(picture(colour=c))) for c in ("red", "blue", "green")]
    assert [asset.key for asset in admission.assets] == keys


@pytest.mark.parametrize("address", ["https://example.org/a.png", "http://x/a.png", "//x/a.png"])
def test_nothing_is_fetched(address, tmp_path):
    assert reason(Admission(tmp_path, Limits()).admit(address)) == "not fetched: offline"


@pytest.mark.parametrize(
    "address",
    [
        "../out.png",
        "/etc/passwd",
        "link.png",
        "pipe",
        ".",
        "",
        "file:///etc/passwd",
        "a\0b",
        "missing.png",
        "folder/../../out.png",
        "%2e%2e/out.png",
        "C:\\x.png",
        "x" * 5000,
    ],
)
def test_only_regular_files_inside_the_folder_are_admitted(address, tmp_path):
    (tmp_path / "out.png").write_bytes(picture())
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.png").symlink_to(tmp_path / "out.png")
    os.mkfifo(folder / "pipe")
    admission = Admission(folder, Limits())
    assert isinstance(admission.admit(address), Refusal)
    assert admission.assets == ()


def test_without_a_folder_no_file_is_admitted():
    assert "not admitted" in reason(Admission(None, Limits()).admit("a.png"))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7", "no PNG"),
        (b"<html></html>", "no PNG"),
        (b"", "empty"),
        (picture()[:20], "damaged"),
        (b"\xff\xd8\xff" + bytes(50), "damaged"),
    ],
)
def test_other_bytes_are_refused(data, why):
    assert why in reason(Admission(None, Limits()).admit(data_address(data)))


def test_damaged_data_addresses_are_refused():
    admission = Admission(None, Limits())
    assert "base64" in reason(admission.admit("data:image/png;base64,@@@"))
    assert "comma" in reason(admission.admit("data:image/png"))


def png_of_size(width, height):
    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [7_100, 13_000, 30_000])
def test_too_many_pixels_are_refused_by_the_header(side):
    assert "pixels" in reason(
        Admission(None, Limits()).admit(data_address(png_of_size(side, side)))
    )


def test_limits_on_bytes_and_count():
    small = picture()
    one, other = data_address(small), data_address(picture(colour="blue"))
    assert "bytes" in reason(Admission(None, Limits(asset_bytes=10)).admit(one))
    count = Admission(None, Limits(assets=1))
    total = Admission(None, Limits(assets_bytes=len(small) + 1))
    for admission in (count, total):
        assert isinstance(admission.admit(one), str)
        assert isinstance(admission.admit(other), Refusal)
        assert len(admission.assets) == 1


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="4" height="3"', (4, 3)),
        ('width="1in" height="48px"', (96, 48)),
        ('viewBox="0 0 20 10"', (20, 10)),
        ('viewBox="0,0,20,10" width="40"', (40, 20)),
        ('width="100%"', (0, 0)),
    ],
)
def test_the_size_of_a_drawing(attributes, size):
    _, (asset,) = admit_svg(svg("<rect/>", attributes))
    assert (asset.width, asset.height) == size
    assert asset.media_type == "image/svg+xml"


@pytest.mark.parametrize(
    "inside",
    [
        "<script>bad()</script>",
        '<rect onclick="bad()"/>',
        '<a xlink:href="javascript:bad()"/>',
        '<image href="http://x.org/bad.png"/>',
        '<image xlink:href="file:///bad"/>',
        '<use href="other.svg#bad"/>',
        '<style>@import "bad.css";</style>',
        "<style>rect{fill:url(http://x/bad)}</style>",
        "<style>rect{fill:u\\72l(http://x/bad)}</style>",
        '<rect style="fill:url(//x/bad)"/>',
        "<rect fill=\"url( 'http://x/bad#a')\"/>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>bad</p></foreignObject>",
        '<set attributeName="href" to="javascript:bad()"/>',
        '<html:iframe xmlns:html="http://www.w3.org/1999/xhtml" src="bad"/>',
        "<!-- bad -->",
        '<?xml-stylesheet href="bad"?>',
    ],
)
def test_drawings_lose_what_runs_or_reaches_outside(inside):
    result, assets = admit_svg(svg(f"{inside}<circle r='1'/>after"))
    assert isinstance(result, str)
    assert b"bad" not in assets[0].data
    assert b"circle" in assets[0].data
    assert "after" in "".join(map(str, etree.fromstring(assets[0].data).itertext()))


def test_harmless_references_stay():
    inside = (
        '<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/><use xlink:href="#g"/>'
        f'<image href="{data_address(picture())}"/><style>rect{{stroke:url(#g)}}</style>'
    )
    _, (asset,) = admit_svg(svg(inside))
    assert asset.data.count(b"#g") == 3
    assert b"data:image/png" in asset.data


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"/>',
        b"<svg/>",
        b'<svg xmlns="http://www.w3.org/2000/svg">',
        svg("<rect/>" * 30),
        svg('<g id="a"><use href="#a"/></g>'),
        svg("".join(f'<g id="g{n}">{f"""<use href="#g{n + 1}"/>""" * 10}</g>' for n in range(9))),
        svg("", 'width="99999" height="99999"'),
    ],
)
def test_dangerous_drawings_are_refused(data):
    result, assets = admit_svg(data, Limits(svg_elements=25 if data.count(b"<rect") else 50_000))
    assert isinstance(result, Refusal)
    assert assets == ()


def test_a_drawing_keeps_what_its_links_show():
    """Inside a picture they lead nowhere, and nothing tells what they are called."""
    from tasktide_export.assets.svg import clean_svg

    inside = '<a href="#x" target="_top"><path d="M0 0h1"/></a><a href="https://example.org/">t</a>'
    data = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inside}</svg>'
    drawn = clean_svg(data.encode(), Limits()).data.decode()
    assert "<a" not in drawn
    assert "href" not in drawn
    assert drawn.count("<g") == 2
    assert 'd="M0 0h1"' in drawn
