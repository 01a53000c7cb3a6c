"""Lines of a flattened web page that are the site's, not the article's.

The rules are about what page builders and share buttons leave behind, line by
line: such lines stand in the same group as the article's own.
"""

import re
from collections import Counter

from tasktide_export.document import Finding, Severity, excerpt
from tasktide_export.readers.text.lines import Group, Line, folded

_CONTENTS = re.compile(r"(table of )?contents|toc|on this page|in this article", re.IGNORECASE)
_CONTENTS_EMPTY = re.compile(
    r"add a header to begin generating the table of contents|no headings were found on this page.*",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    r"""(scroll|back|return|jump)\ (back\ )?to\ (the\ )?(top|main\ content|navigation)
    | skip\ to\ (the\ )?(main\ )?(content|navigation|menu|footer|search)
    | (click\ to\ )?share\ (this|on|via|with)\b[^.?!]{0,50}
    | click\ to\ (share|print|email|copy)\b[^.?!]{0,60}
    | (tweet|pin|email|print)\ this(\ (page|post|article))?
    | (copy|email)\ (the\ )?link(\ to\ (the\ )?clipboard)?
    | like\ this:?
    | like\ loading(\.\.\.|…)
    | (toggle|open|close|main)\ (the\ )?(menu|navigation|search)
    | add\ a\ header\ to\ begin\ generating\ the\ table\ of\ contents
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ALONE = re.compile(
    r"(advertisement|sponsored|share|tweet|pin it|print|menu|search|toggle|"
    r"leave a (comment|reply)|(previous|next) (post|article)|read more|loading(\.\.\.|…))",
    re.IGNORECASE,
)


def drop_furniture(groups: list[Group]) -> tuple[list[Group], list[Finding]]:
    """Return the groups without the site's lines, and a finding for each such line."""
    dropped: list[Finding] = []
    times = Counter(folded(line.text) for group in groups for line in group)
    kept = [_keep(group, times, dropped) for group in groups]
    return [group for group in kept if group], dropped


def _keep(group: Group, times: Counter[str], dropped: list[Finding]) -> Group:
    kept: list[Line] = []
    in_contents = False
    for place, line in enumerate(group):
        after = group[place + 1].text if place + 1 < len(group) else ""
        if _CONTENTS.fullmatch(line.text) and _opens_contents(after, times):
            in_contents = True
            dropped.append(_dropped("contents-dropped", _OWN_CONTENTS, line.text))
        elif (in_contents and _listed(line.text, times)) or (
            in_contents and _CONTENTS_EMPTY.fullmatch(line.text)
        ):
            dropped.append(_dropped("contents-dropped", _OWN_CONTENTS, line.text))
        elif _is_furniture(line.text, alone=len(group) == 1):
            dropped.append(_dropped("furniture-dropped", _FURNITURE, line.text))
        else:
            in_contents = False
            kept.append(line)
    return tuple(kept)


_OWN_CONTENTS = "a line of the page's own table of contents was left out; editions make their own"
_FURNITURE = "a line of the site, not of the article, was left out"


def _opens_contents(after: str, times: Counter[str]) -> bool:
    return bool(_CONTENTS_EMPTY.fullmatch(after)) or _listed(after, times)


def _listed(entry: str, times: Counter[str]) -> bool:
    """Tell whether a line's words stand on another line too: an entry and its heading."""
    return bool(folded(entry)) and times[folded(entry)] > 1


def _is_furniture(text: str, *, alone: bool) -> bool:
    if _ANYWHERE.fullmatch(text):
        return True
    return alone and bool(_ALONE.fullmatch(text))


def _dropped(rule: str, message: str, text: str) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.INFO,
        message=message,
        excerpt=excerpt(text),
        repaired=True,
    )
