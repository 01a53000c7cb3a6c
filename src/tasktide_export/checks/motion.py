"""Tell whether an image's bytes may move, flash or sound when they are shown."""

import re

_SVG_MOTION = re.compile(
    rb"<(?:\w+:)?(?:animate|animateMotion|animateTransform|set|script)\b|@keyframes|animation\s*:"
)
_GIF_FRAME = b"\x21\xf9\x04"
_SVG_HEAD = 1_000


def may_move(data: bytes) -> bool:
    """Tell whether ``data`` is an animated GIF, PNG, WebP or SVG, or may be one.

    In doubt the answer is yes: a hazard must not be denied (WCAG 2.2 SC 2.3.1).
    """
    if data.startswith((b"GIF87a", b"GIF89a")):
        return data.count(_GIF_FRAME) > 1 or b"NETSCAPE2.0" in data
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return b"acTL" in data[: max(data.find(b"IDAT"), 0)]
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return b"ANIM" in data[:64]
    if b"<svg" in data[:_SVG_HEAD]:
        return _SVG_MOTION.search(data) is not None
    return False
