"""The JSON form of a document: the interchange for tools and tests.

The top level holds ``format`` ("tasktide-document"), ``version`` and the fields
of :class:`Document`.  A node is an object whose ``type`` is its class name and
whose other members are its fields; a field that has its default is left out.
``Image.alternative`` is a string, ``{"state": "decorative"}`` or ``{"state":
"missing"}``.  A link's target is a string or ``{"id": …, "article": …}``.
Bytes are base64.
"""

import base64
import binascii
import dataclasses
import json
import types
import typing
from enum import Enum
from functools import cache
from typing import Any

from tasktide_export.document import nodes
from tasktide_export.document.characters import clean
from tasktide_export.document.finding import Finding, Severity
from tasktide_export.document.metadata import Metadata
from tasktide_export.document.nodes import Alternative
from tasktide_export.document.tree import Document

FORMAT = "tasktide-document"
VERSION = 1


class JsonError(ValueError):
    """The JSON is not a document; the message says where and why."""


def to_json(document: Document) -> str:
    """Return the document's JSON form: sorted, indented, with a final newline."""
    tree = {"format": FORMAT, "version": VERSION, **_fields(document)}
    return json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _fields(node: Any) -> dict[str, Any]:
    encoded = {}
    for field in dataclasses.fields(node):
        value = getattr(node, field.name)
        if value != field.default and not field.metadata.get("transient"):
            encoded[field.name] = _encode(value)
    return encoded


def _encode(value: Any) -> Any:
    if isinstance(value, Alternative):
        return {"state": value.value}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, nodes.Anchor | Metadata | Finding):
        return _fields(value)
    if dataclasses.is_dataclass(value):
        return {"type": type(value).__name__, **_fields(value)}
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def from_json(text: str | bytes) -> Document:
    """Return the document that ``text`` is the JSON form of.

    Raises :class:`JsonError` when it is not JSON, not a document, of another
    version, or when a node has an unknown type, an unknown field or a value of
    the wrong kind.
    """
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise JsonError(f"not JSON: {error}") from error
    if not isinstance(tree, dict) or tree.pop("format", None) != FORMAT:
        raise JsonError(f'not a document: "format" is not "{FORMAT}"')
    if (version := tree.pop("version", None)) != VERSION:
        raise JsonError(f"version {version!r} is not known; this program reads {VERSION}")
    try:
        return typing.cast("Document", _decode_dataclass(tree, Document, "document"))
    except RecursionError as error:
        raise JsonError("nodes are nested too deeply") from error


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind, vars(nodes))


def _decode_dataclass(value: Any, kind: type, place: str) -> Any:
    if not isinstance(value, dict):
        raise JsonError(f"{place}: an object is wanted, not {_name(value)}")
    hints = _hints(kind)
    members = {name: member for name, member in value.items() if name != "type"}
    if unknown := sorted(members.keys() - hints.keys()):
        raise JsonError(f"{place}: {kind.__name__} has no field {unknown[0]!r}")
    decoded = {
        name: _decode(member, hints[name], f"{place}.{name}") for name, member in members.items()
    }
    try:
        return kind(**decoded)
    except TypeError as error:
        raise JsonError(f"{place}: {error}") from error


def _decode(value: Any, hint: Any, place: str) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType or origin is typing.Union:
        return _decode_union(value, arguments, place)
    if origin is tuple:
        items = _list(value, place)
        return tuple(_decode(item, arguments[0], f"{place}[{n}]") for n, item in enumerate(items))
    if origin is frozenset:
        return frozenset(_decode(item, arguments[0], place) for item in _list(value, place))
    if origin is typing.Literal:
        if value not in arguments:
            raise JsonError(f"{place}: {value!r} is none of {', '.join(map(repr, arguments))}")
        return value
    if hint is bytes:
        return _bytes(value, place)
    if dataclasses.is_dataclass(hint):
        return _decode_dataclass(value, typing.cast("type", hint), place)
    if hint is Severity:
        return _severity(value, place)
    return _scalar(value, hint, place)


def _decode_union(value: Any, choices: tuple[Any, ...], place: str) -> Any:
    if isinstance(value, str) and str in choices:
        return _scalar(value, str, place)
    if isinstance(value, dict) and Alternative in choices:
        if value.get("state") not in {state.value for state in Alternative}:
            raise JsonError(f"{place}: a state is decorative or missing")
        return Alternative(value["state"])
    if isinstance(value, dict) and nodes.Anchor in choices:
        return _decode_dataclass(value, nodes.Anchor, place)
    kinds = {one.__name__: one for one in choices if isinstance(one, type)}
    name = value.get("type") if isinstance(value, dict) else None
    if not isinstance(name, str) or name not in kinds:
        raise JsonError(f"{place}: {name or _name(value)!r} is none of {', '.join(kinds)}")
    return _decode_dataclass(value, kinds[name], place)


def _list(value: Any, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise JsonError(f"{place}: a list is wanted, not {_name(value)}")
    return value


def _bytes(value: Any, place: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise JsonError(f"{place}: not base64: {error}") from error


def _severity(value: Any, place: str) -> Severity:
    try:
        return Severity(value)
    except ValueError as error:
        raise JsonError(f"{place}: {error}") from error


def _scalar(value: Any, kind: Any, place: str) -> Any:
    if type(value) is not kind:
        raise JsonError(f"{place}: {kind.__name__} is wanted, not {_name(value)}")
    return clean(value)[0] if kind is str else value


def _name(value: Any) -> str:
    return "null" if value is None else type(value).__name__
