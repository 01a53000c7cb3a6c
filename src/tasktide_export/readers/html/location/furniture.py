"""What markup alone tells to be furniture: elements, roles, labels, class names."""

from collections.abc import Mapping

from tasktide_export.readers.html.elements import Element, names
from tasktide_export.readers.html.location.vocabulary import furniture_kind, words
from tasktide_export.readers.html.roles import is_callout

MESSAGES: Mapping[str, tuple[str, str]] = {
    "navigation": ("navigation-removed", "navigation was left out"),
    "share": ("share-removed", "buttons to share or follow were left out"),
    "related": ("related-removed", "links to other articles were left out"),
    "cookies": ("cookies-removed", "a notice about cookies or consent was left out"),
    "newsletter": ("newsletter-removed", "an invitation to subscribe was left out"),
    "contents": ("contents-removed", "the page's own table of contents was left out"),
    "comments": ("comments-removed", "readers' comments were left out"),
    "author": ("author-removed", "a box about the author was left out"),
    "tags": ("tags-removed", "a line of tags, dates or categories was left out"),
    "advert": ("advert-removed", "an advertisement was left out"),
    "paywall": ("paywall-removed", "a notice to pay or log in was left out"),
    "dialogue": ("dialogue-removed", "a window or text that the page does not show was left out"),
    "form": ("form-removed", "a form was left out"),
    "script": ("script-notice-removed", "what shows only without scripts was left out"),
    "links": ("links-removed", "a box of links was left out"),
    "rest": ("page-rest-removed", "what stands outside of the article was left out"),
}
"""Rule and message of a removal's finding, by kind."""

_ROLES = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "doc-toc": "contents",
    "search": "form",
    "banner": "navigation",
    "contentinfo": "navigation",
    "dialog": "dialogue",
    "alertdialog": "dialogue",
    "alert": "dialogue",
    "tooltip": "dialogue",
    "toolbar": "share",
}
_PROPERTIES = {
    "author": "author",
    "datepublished": "tags",
    "datemodified": "tags",
    "publisher": "author",
    "interactionstatistic": "tags",
}
"""What schema.org's microdata names on elements is metadata, and read as such."""
_TAGS = {"nav": "navigation", "dialog": "dialogue", "menu": "navigation"}
NAMED_BY_TAG = frozenset(_TAGS)
"""Elements that are furniture whatever their attributes say."""
_WIDGETS = {
    "table-of-contents": "contents",
    "share-buttons": "share",
    "social-icons": "share",
    "nav-menu": "navigation",
    "post-navigation": "navigation",
    "breadcrumbs": "navigation",
    "author-box": "author",
    "post-info": "tags",
    "post-comments": "comments",
    "posts": "related",
    "archive-posts": "related",
    "loop-grid": "related",
    "loop-carousel": "related",
    "form": "newsletter",
    "search-form": "form",
    "login": "form",
    "sidebar": "navigation",
}
"""Elementor's ``data-widget_type``, up to its first dot."""
_KEPT = names(
    "html body main article pre code math svg table tbody thead tr td th figcaption "
    "h1 picture source img iframe video audio object embed"
)
"""Elements that are never furniture by their names: names on them tell of their content."""

_MOST_WORDS = 3
_HEADINGS = names("h1 h2 h3 h4 h5 h6")


def kind_of(element: Element, *, by_name: bool = True) -> str:
    """Return what kind of furniture ``element`` is by its markup, or an empty string."""
    attributes = element.attributes
    if not attributes:
        return _TAGS.get(element.tag, "")
    tag = element.tag
    if kind := _TAGS.get(tag, ""):
        return kind
    if tag in _KEPT:
        return ""
    if (role := attributes.get("role")) and (kind := _ROLES.get(role.strip().lower(), "")):
        return "" if is_callout(element) else kind
    named = attributes.get("itemprop")
    if named and (kind := _PROPERTIES.get(named.strip().lower(), "")):
        return kind
    if widget := attributes.get("data-widget_type"):
        return _WIDGETS.get(widget.partition(".")[0], "")
    if tag[:4] == "mjx-" or not by_name:
        return ""
    kind = furniture_kind(named) if (named := attributes.get("class", "")) else ""
    if tag in _HEADINGS:
        return kind if kind == "dialogue" else ""
    return kind or (_kind_of_id(element) if attributes.get("id") else "")


def _kind_of_id(element: Element) -> str:
    """Long ids, and those in headings, are made of a heading's words, for links in the page."""
    name = element.get("id")
    if words(name).count("-") > _MOST_WORDS:
        return ""
    kind = furniture_kind(name)
    in_heading = kind and any(one.tag in _HEADINGS for one in element.ancestors())
    return "" if in_heading else kind
