"""The few words that fields of nodes choose from."""

from typing import Literal, TypeAlias

Direction: TypeAlias = Literal["", "ltr", "rtl"]
Numbering: TypeAlias = Literal[
    "decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman"
]
Scope: TypeAlias = Literal["", "row", "col", "rowgroup", "colgroup"]
Alignment: TypeAlias = Literal["", "left", "center", "right"]
AsideRole: TypeAlias = Literal["note", "tip", "important", "warning", "pullquote", "sidebar"]
EmbedKind: TypeAlias = Literal["video", "audio", "frame"]
