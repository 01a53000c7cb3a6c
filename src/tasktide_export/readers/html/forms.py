"""Form controls: an edition cannot be filled in, so they are left out and named."""

from tasktide_export.document import Inlines, Text
from tasktide_export.readers.html.elements import Element, names, plain
from tasktide_export.readers.html.reading import Reading

CONTROLS = names("button input select textarea datalist output progress meter")
"""Elements whose content belongs to a form, not to the text."""


def drop_control(element: Element, reading: Reading) -> Inlines:
    """Return what remains of a control: the mark of a task list's box, or nothing."""
    is_box = element.tag == "input" and element.get("type").lower() == "checkbox"
    if is_box and any(around.tag == "li" for around in element.ancestors()):
        return (Text("☑ " if "checked" in element.attributes else "☐ "),)
    if element.get("type").lower() != "hidden":
        text = plain(element.text()) or plain(element.get("value") or element.get("placeholder"))
        reading.notices.count("form-removed", "form controls were left out", text)
    return ()
