"""Which language a text is in, told from the text itself."""

from functools import cache
from typing import Any

from tasktide_export.document import UNDETERMINED

CONFIDENT = 0.9
"""A detected language is taken from this probability on (of 1)."""
_ENOUGH_LETTERS = 20
_LOOK_AT = 20_000
_NO_LANGUAGE = "zxx"


def detect_language(text: str) -> tuple[str, float]:
    """Return the BCP 47 tag of ``text``'s language and the probability (0 to 1).

    The tag is ``und`` when the text is too short or the probability below
    :data:`CONFIDENT`: a wrong language makes a speaking reader worse than none.
    """
    text = text[:_LOOK_AT]
    if sum(1 for character in text if character.isalpha()) < _ENOUGH_LETTERS:
        return UNDETERMINED, 0.0
    tag, probability = _identifier().classify(text)
    if tag == _NO_LANGUAGE or probability < CONFIDENT:
        return UNDETERMINED, float(probability)
    return str(tag), float(probability)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
