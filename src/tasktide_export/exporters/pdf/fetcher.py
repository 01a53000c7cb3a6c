"""The only addresses that WeasyPrint may open: those of admitted assets."""

from collections.abc import Mapping
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: TID253 - loaded with layout


class AssetFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Gives admitted assets and refuses everything else, files and networks alike."""

    def __init__(self, assets: Mapping[str, tuple[bytes, str]]) -> None:
        super().__init__()
        self._assets = assets

    def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 - the hook's shape
        """Return the asset's bytes; raise ``ValueError`` for any other address."""
        if url not in self._assets:
            raise ValueError("only admitted assets are opened")
        data, media_type = self._assets[url]
        return URLFetcherResponse(url, data, {"Content-Type": media_type})
