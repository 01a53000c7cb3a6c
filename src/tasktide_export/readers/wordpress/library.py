"""What an export knows beside its posts: attachments and blocks that are used again."""

import re
from dataclasses import dataclass, field

from tasktide_export.readers.html.elements import Element
from tasktide_export.readers.html.notices import Notices

_SIZE = re.compile(r"-\d+x\d+(?=\.\w+$)")
_IMAGE_CLASS = re.compile(r"(?:wp-image-|attachment_)(\d+)$")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the media library; ``parent`` is the post it was uploaded to."""

    id: str
    address: str
    alternative: str = ""
    caption: str = ""
    title: str = ""
    parent: str = ""

    @property
    def kind(self) -> str:
        """``image``, ``audio``, ``video`` or an empty string, told by the address."""
        suffix = self.address.rpartition(".")[2].lower()
        return next((kind for kind, known in _KINDS.items() if suffix in known), "")


_KINDS = {
    "image": frozenset({"jpg", "jpeg", "png", "gif", "webp", "svg", "avif"}),
    "audio": frozenset({"mp3", "m4a", "ogg", "oga", "wav", "flac", "opus"}),
    "video": frozenset({"mp4", "m4v", "webm", "ogv", "mov", "wmv"}),
}


@dataclass(slots=True)
class Library:
    """Attachments and reusable blocks by their ids."""

    attachments: dict[str, Attachment] = field(default_factory=dict)
    blocks: dict[str, str] = field(default_factory=dict)
    _addresses: dict[str, Attachment] = field(default_factory=dict)

    def add(self, attachment: Attachment) -> None:
        """Add an attachment."""
        self.attachments[attachment.id] = attachment
        self._addresses[_bare(attachment.address)] = attachment

    def of_post(self, post: str) -> list[Attachment]:
        """Return the images that were uploaded to a post, in the export's order."""
        return [a for a in self.attachments.values() if a.parent == post and a.kind == "image"]

    def of_image(self, image: Element) -> Attachment | None:
        """Return the attachment that an ``img`` shows, told by its id or its address."""
        for name in (*image.classes, f"attachment_{image.get('data-id')}"):
            found = _IMAGE_CLASS.match(name)
            if found and found[1] in self.attachments:
                return self.attachments[found[1]]
        return self._addresses.get(_bare(image.get("src")))

    def describe_images(self, content: Element, notices: Notices) -> None:
        """Give images without an alternative text the one that the library has.

        WordPress writes an empty ``alt`` when nobody gave one, so there an empty
        one does not mean that the image adds nothing.
        """
        for image in content.iterate("img"):
            attachment = None if image.get("alt") else self.of_image(image)
            if attachment is not None and attachment.alternative:
                image.attributes["alt"] = attachment.alternative
                notices.count(
                    "alternative-from-library",
                    "images took the alternative text that the media library has",
                    attachment.alternative,
                )


def _bare(address: str) -> str:
    """Return an address without its scheme, query and the size that WordPress adds."""
    return _SIZE.sub("", address.partition("?")[0].partition("://")[2])
