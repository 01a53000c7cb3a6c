"""DAISY's own schemas of DAISY 2.02, as the Pipeline's makers publish them for Maven.

They are RELAX NG with Schematron rules inside; lxml runs both.  The schema of the text
pages is the DTD of XHTML 1.0, which Debian has.
"""

import shutil
import zipfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from lxml import etree, isoschematron  # type: ignore[attr-defined]

from tools.judges.workshop import Verdicts, install_by, once, system_parts

VERSION = "1.6.5"
_ARTIFACT = f"org.daisy.pipeline.modules:daisy202-utils:{VERSION}:jar"
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
_ISO = "http://purl.oclc.org/dsdl/schematron"
_LATER = b"lower-case("
_XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
_COMPATIBLE = "http://relaxng.org/ns/compatibility/datatypes/1.0"
_XHTML = Path("/usr/share/xml/w3c-sgml-lib/schema/dtd/REC-xhtml1-20020801/xhtml1-transitional.dtd")
_SCHEMAS = {"ncc.html": "d202ncc.rng", "master.smil": "d202msmil.rng"}


def install() -> Path:
    """Install the schemas, and Maven and Java to get them; return their folder."""
    return once("daisy", VERSION, _fill) / "xml" / "schemas" / "d202"


def _fill(folder: Path) -> None:
    system_parts("java", "maven", "xhtml")
    shutil.rmtree(folder / "xml", ignore_errors=True)
    install_by(["mvn", "-B", "-q", _COPY, f"-Dartifact={_ARTIFACT}", f"-DoutputDirectory={folder}"])
    (jar,) = folder.glob("*.jar")
    with zipfile.ZipFile(jar) as archive:
        archive.extractall(folder, [one for one in archive.namelist() if one.startswith("xml/")])
    # libxml2 has no such library; what is taken from it (names) is in XML Schema, too.
    for schema in folder.rglob("*.rng"):
        text = schema.read_text(encoding="utf-8")
        schema.write_text(text.replace(_COMPATIBLE, _XSD), encoding="utf-8")


def judge(books: Sequence[Path]) -> Verdicts:
    """Return what the schemas find in the files of each book."""
    folder = install()
    grammars = {name: _Grammar(folder / name) for name in {*_SCHEMAS.values(), "d202smil.rng"}}
    return {book: tuple(_complaints(book, grammars)) for book in books}


class _Grammar:
    def __init__(self, path: Path) -> None:
        tree = etree.parse(path)
        self._relax = etree.RelaxNG(tree)
        rules = _rules(tree.getroot())
        self._rules = isoschematron.Schematron(rules, store_report=True) if len(rules) else None

    def complaints(self, root: Any) -> Iterator[str]:
        if not self._relax.validate(root):
            yield from (f"line {one.line}: {one.message}" for one in self._relax.error_log)
        if self._rules is not None and not self._rules.validate(root):
            report = self._rules.validation_report
            for failed in report.iter("{*}failed-assert"):
                yield " ".join("".join(failed.itertext()).split())


def _rules(grammar: Any) -> Any:
    """Return the Schematron rules inside a grammar as a schema of their own."""
    schema = etree.Element(f"{{{_ISO}}}schema")
    for one in (*grammar.iter(f"{{{_ISO}}}ns"), *grammar.iter(f"{{{_ISO}}}pattern")):
        copy = deepcopy(one)
        copy.attrib.pop("name", None)  # that of an older Schematron
        # libxslt knows XPath 1 alone; one rule about the letters of a type is left out.
        if _LATER not in etree.tostring(copy):
            schema.append(copy)
    return schema


def _complaints(book: Path, grammars: dict[str, _Grammar]) -> Iterator[str]:
    with zipfile.ZipFile(book) as archive:
        names = archive.namelist()
        if "ncc.html" not in names:
            yield "there is no ncc.html"
        for name in names:
            if name.endswith(".smil") or name == "ncc.html":
                grammar = grammars[_SCHEMAS.get(name, "d202smil.rng")]
                root = etree.fromstring(archive.read(name))
                yield from (f"{name}: {one}" for one in grammar.complaints(root))
            elif name.endswith(".html"):
                yield from (f"{name}: {one}" for one in _page_complaints(archive.read(name)))


def _page_complaints(page: bytes) -> Iterator[str]:
    """Yield what the DTD of XHTML 1.0 Transitional finds, where the system has it."""
    if _XHTML.is_file():
        dtd: Any = etree.DTD(str(_XHTML))
        if not dtd.validate(etree.fromstring(page)):
            yield from (f"line {one.line}: {one.message}" for one in dtd.error_log)
