"""Pictures as inline drawings (20.4.2.8)."""

from lxml import etree

from tasktide_export.document import DECORATIVE, Image
from tasktide_export.exporters.docx.media import Picture
from tasktide_export.exporters.docx.story import Story
from tasktide_export.exporters.docx.wordml import PIC, A, Element, R, node, w

_EMU_PER_PIXEL = 9525
_EMU_PER_TWIP = 635
_TALLEST = 0.8
"""The most of the text area's height that a picture takes, so that a caption fits."""

_DECORATIVE_URI = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_SVG_URI = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def write_picture(run: Element, image: Image, picture: Picture, width: int, story: Story) -> None:
    """Append the drawing of ``image`` to ``run``, at most ``width`` twips wide."""
    wide, high = _extent(picture, width * _EMU_PER_TWIP, story.package.height * _EMU_PER_TWIP)
    inline = node(w(run, "drawing"), "wp:inline", distT=0, distB=0, distL=0, distR=0)
    node(inline, "wp:extent", cx=wide, cy=high)
    number = story.package.next_drawing()
    _write_properties(inline, image, number)
    frame = node(inline, "wp:cNvGraphicFramePr")
    node(frame, "a:graphicFrameLocks", noChangeAspect=1)
    data = node(node(inline, "a:graphic"), "a:graphicData", uri=PIC)
    drawing = node(data, "pic:pic")
    own = node(drawing, "pic:nvPicPr")
    node(own, "pic:cNvPr", id=number, name=f"Picture {number}")
    node(own, "pic:cNvPicPr")
    _write_fill(drawing, picture, story)
    shape = node(drawing, "pic:spPr")
    transform = node(shape, "a:xfrm")
    node(transform, "a:off", x=0, y=0)
    node(transform, "a:ext", cx=wide, cy=high)
    node(node(shape, "a:prstGeom", prst="rect"), "a:avLst")


def _extent(picture: Picture, widest: int, highest: int) -> tuple[int, int]:
    wide = max(picture.width, 1) * _EMU_PER_PIXEL
    high = max(picture.height, 1) * _EMU_PER_PIXEL
    scale = min(1.0, widest / wide, highest * _TALLEST / high)
    return max(round(wide * scale), 1), max(round(high * scale), 1)


def _write_properties(inline: Element, image: Image, number: int) -> None:
    """Append ``wp:docPr``, where Word and screen readers look for the alternative.

    Decorative is a flag of its own; a missing alternative stays missing.
    """
    properties = node(inline, "wp:docPr", id=number, name=f"Picture {number}")
    if isinstance(image.alternative, str):
        properties.set("descr", image.alternative)
    if image.title:
        properties.set("title", image.title)
    if image.alternative is DECORATIVE:
        extension = node(node(properties, "a:extLst"), "a:ext", uri=_DECORATIVE_URI)
        flag = etree.SubElement(
            extension, f"{{{_DECORATIVE}}}decorative", nsmap={"adec": _DECORATIVE}
        )
        flag.set("val", "1")


def _write_fill(drawing: Element, picture: Picture, story: Story) -> None:
    fill = node(drawing, "pic:blipFill")
    blip = node(fill, "a:blip")
    blip.set(f"{{{R}}}embed", story.links.image(picture.part))
    if picture.svg is not None:
        extension = node(node(blip, "a:extLst"), "a:ext", uri=_SVG_URI)
        vector = etree.SubElement(extension, f"{{{_SVG}}}svgBlip", nsmap={"asvg": _SVG})
        vector.set(f"{{{R}}}embed", story.links.image(picture.svg))
    etree.SubElement(etree.SubElement(fill, f"{{{A}}}stretch"), f"{{{A}}}fillRect")
