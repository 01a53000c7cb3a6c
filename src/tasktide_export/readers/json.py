"""Reads the JSON form of a document (:mod:`tasktide_export.document.json`)."""

from dataclasses import replace
from pathlib import PurePath

from tasktide_export.assets.refusal import RefusedError
from tasktide_export.assets.sniff import examine
from tasktide_export.document import Asset, Document, JsonError, faults, from_json
from tasktide_export.errors import ReadError
from tasktide_export.readers.base import ReadOptions, Source


def read_json(source: Source, options: ReadOptions) -> Document:
    """Return the document that its JSON form describes, as it is.

    Its assets are examined as any others are: by their own bytes, within the limits,
    SVG without what could run or reach outside.

    Raises:
        ReadError: when it is not that form, or breaks a rule that renderers rely on.
    """
    try:
        document = from_json(source.data)
    except JsonError as error:
        raise ReadError(str(error), where=source.name) from error
    if found := faults(document):
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        raise ReadError(f"the document is not valid: {found[0]}{more}", where=source.name)
    assets = tuple(_examined(asset, source.name, options) for asset in document.assets)
    return replace(document, assets=assets)


def _examined(asset: Asset, where: str, options: ReadOptions) -> Asset:
    try:
        found = examine(asset.data, options.limits)
    except RefusedError as refused:
        raise ReadError(f"the asset {asset.key!r} is refused: {refused}", where=where) from refused
    return replace(
        asset,
        media_type=found.media_type,
        data=found.data,
        name=PurePath(asset.name).stem + found.suffix,
        width=found.width,
        height=found.height,
    )
