"""What the voice says of its own accord, in the document's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tasktide_export.phrases import ENGLISH, primary_subtag, wording


@dataclass(frozen=True, slots=True)
class Phrases:
    """The announcements in one language (BCP 47); words in braces are filled in.

    A phrase that counts has a form for each plural category of CLDR that its language
    has, ``other`` at least.
    """

    language: str
    words: Mapping[str, str | Mapping[str, str]]

    def __getitem__(self, name: str) -> str:
        return str(self.words[name])

    def counted(self, name: str, number: int) -> str:
        """Return the phrase ``name`` for ``number`` things."""
        from babel import Locale

        forms = self.words[name]
        if isinstance(forms, str):
            return forms.format(n=number)
        category = str(Locale.parse(primary_subtag(self.language)).plural_form(number))
        return forms.get(category, forms["other"]).format(n=number)

    def listed(self, things: Sequence[str]) -> str:
        """Return ``things`` as people list them in the language."""
        from babel.lists import format_list

        return format_list(things, locale=primary_subtag(self.language))

    @property
    def synthetic(self) -> str:
        """The sentence that says whose voice it is."""
        return self["synthetic"]


def phrases_for(language: str) -> Phrases:
    """Return the phrases in the language of a BCP 47 tag, else the English ones.

    They carry the whole tag, so that the voice of the text says them.
    """
    words = wording(language)
    if words:
        return Phrases(language, words["spoken"])
    return Phrases(ENGLISH, wording(ENGLISH)["spoken"])
