"""Text as it is written, turned into text as it is to be said.

espeak-ng reads plain numbers well in every language, and few of the things that people
write in short.  Each rule finds one kind of them; what two rules claim goes to the first.
The words are data: :mod:`tasktide_export.languages` has a table for each language in
``reading/``, CLDR (babel) has units, currencies and dates for many more.
"""

from tasktide_export.narration.normaliser.normaliser import Spoken, normalised, said, spoken_spans

__all__ = ["Spoken", "normalised", "said", "spoken_spans"]
