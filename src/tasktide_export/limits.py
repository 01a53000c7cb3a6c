"""Limits on what an input may ask for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of everything is accepted; every cut is reported, never silent.

    Sizes are bytes, ``pixels`` is width times height, ``depth`` counts nested
    elements after needless wrappers are dissolved.  ``archive_bytes`` stands in
    for ``input_bytes`` where one file holds images or several articles (DOCX,
    EPUB, WordPress exports, feeds); ``unpacked_bytes`` and ``archive_files``
    bound what a zip archive unpacks to.  ``remote_files`` and ``remote_seconds``
    bound all that is fetched for one source.
    """

    input_bytes: int = 10_000_000
    archive_bytes: int = 100_000_000
    unpacked_bytes: int = 400_000_000
    archive_files: int = 10_000
    remote_files: int = 200
    remote_seconds: int = 120
    depth: int = 100
    elements: int = 200_000
    attributes: int = 500
    attribute_bytes: int = 20_000_000
    table_cells: int = 20_000
    span: int = 1_000
    asset_bytes: int = 20_000_000
    assets_bytes: int = 200_000_000
    assets: int = 2_000
    pixels: int = 50_000_000
    svg_elements: int = 50_000

    @classmethod
    def trusted(cls) -> "Limits":
        """Return limits for input that you made yourself: a hundred times as much."""
        defaults = cls()
        return cls(
            input_bytes=defaults.input_bytes * 100,
            archive_bytes=defaults.archive_bytes * 10,
            unpacked_bytes=defaults.unpacked_bytes * 10,
            archive_files=defaults.archive_files * 100,
            elements=defaults.elements * 100,
            table_cells=defaults.table_cells * 100,
            asset_bytes=defaults.asset_bytes * 100,
            assets_bytes=defaults.assets_bytes * 100,
            assets=defaults.assets * 100,
        )
