"""The metadata stream: what the file is, and which standards it keeps (XMP).

PDF/UA is identified by ``pdfuaid:part`` (ISO 14289-1, 5), PDF/A by ``pdfaid:part``
and ``pdfaid:conformance`` (ISO 19005-3, 6.6.4).  PDF/A wants every property that it
does not know itself described in the file, so the first is (6.6.2.3).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

UA = "PDF/UA-1"
"""ISO 14289-1:2014, identified as pdfuaid:part 1."""
A = "PDF/A-3a"
"""ISO 19005-3:2012 level A: tagged, its text mapped to Unicode."""
CLAIMS = (UA, A)
"""What a file claims that has earned it: level A promises accessibility too."""

_SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
_EXTENSION = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{_SPACES['pdfuaid']}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>The part of ISO 14289 that the file keeps"
    "</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the metadata stream says of the file; dates are in W3C's form."""

    title: str
    authors: tuple[str, ...] = ()
    description: str = ""
    keywords: str = ""
    language: str = ""
    moment: str = ""
    producer: str = ""
    creator: str = "tasktide-export"


def rdf(about: About, claims: Iterable[str]) -> bytes:
    """Return the ``rdf:RDF`` element, in UTF-8."""
    inside = "".join((*_claims(frozenset(claims)), *_properties(about)))
    used = {prefix: space for prefix, space in _SPACES.items() if f"{prefix}:" in inside}
    used["rdf"] = _SPACES["rdf"]
    names = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in sorted(used.items()))
    return (
        f"<rdf:RDF{names}><rdf:Description rdf:about=''>{inside}</rdf:Description></rdf:RDF>"
    ).encode()


def packet(about: About, claims: Iterable[str]) -> bytes:
    """Return the whole metadata stream."""
    return b"\n".join(
        (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'.encode(),
            b'<x:xmpmeta xmlns:x="adobe:ns:meta/">',
            rdf(about, claims),
            b"</x:xmpmeta>",
            b'<?xpacket end="r"?>',
        )
    )


def _claims(claims: frozenset[str]) -> Iterator[str]:
    if UA in claims:
        yield "<pdfuaid:part>1</pdfuaid:part>"
    if A in claims:
        yield "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
    if {UA, A} <= claims:
        yield _EXTENSION


def _properties(about: About) -> Iterator[str]:
    yield _alternatives("dc:title", about.title)
    yield _list("dc:creator", "Seq", about.authors)
    yield _alternatives("dc:description", about.description)
    yield _list("dc:language", "Bag", (about.language,))
    yield _plain("pdf:Keywords", about.keywords)
    yield _plain("pdf:Producer", about.producer)
    yield _plain("xmp:CreatorTool", about.creator)
    yield _plain("xmp:CreateDate", about.moment)
    yield _plain("xmp:ModifyDate", about.moment)


def _plain(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _alternatives(name: str, value: str) -> str:
    if not value:
        return ""
    item = f'<rdf:li xml:lang="x-default">{escape(value)}</rdf:li>'
    return f"<{name}><rdf:Alt>{item}</rdf:Alt></{name}>"


def _list(name: str, kind: str, values: tuple[str, ...]) -> str:
    items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""
