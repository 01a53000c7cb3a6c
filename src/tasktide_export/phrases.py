"""The few words that editions add to a document, by language.

Each phrase is given with the language that it is in: where there is no
translation it is English, and whoever writes it marks it as such.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Key: TypeAlias = Literal[
    "contents", "notes", "skip", "cover", "note", "tip", "important", "warning",
    "sidebar", "missing", "back", "code", "table", "landmarks", "of",
]  # fmt: skip

_KEYS: tuple[Key, ...] = (
    "contents", "notes", "skip", "cover", "note", "tip", "important", "warning",
    "sidebar", "missing", "back", "code", "table", "landmarks", "of",
)  # fmt: skip

_TABLE: dict[str, str] = {
    "en": "Contents|Notes|Skip to the text|Cover|Note|Tip|Important|Warning|Aside"
    "|Image not included|Back to the text|Code|Table|Landmarks|of",
    "fr": "Table des matières|Notes|Aller au texte|Couverture|Remarque|Conseil|Important"
    "|Avertissement|Encadré|Image non incluse|Retour au texte|Code|Tableau|Repères|sur",
    "de": "Inhalt|Anmerkungen|Zum Text springen|Titelbild|Hinweis|Tipp|Wichtig|Warnung"
    "|Kasten|Bild nicht enthalten|Zurück zum Text|Code|Tabelle|Orientierungspunkte|von",
    "es": "Índice|Notas|Saltar al texto|Cubierta|Nota|Consejo|Importante|Advertencia"
    "|Recuadro|Imagen no incluida|Volver al texto|Código|Tabla|Puntos de referencia|de",
    "it": "Indice|Note|Vai al testo|Copertina|Nota|Suggerimento|Importante|Avviso"
    "|Riquadro|Immagine non inclusa|Torna al testo|Codice|Tabella|Punti di riferimento|di",
    "pt": "Índice|Notas|Saltar para o texto|Capa|Nota|Dica|Importante|Aviso"
    "|Caixa|Imagem não incluída|Voltar ao texto|Código|Tabela|Pontos de referência|de",
    "nl": "Inhoud|Noten|Naar de tekst|Omslag|Opmerking|Tip|Belangrijk|Waarschuwing"
    "|Kader|Afbeelding niet opgenomen|Terug naar de tekst|Code|Tabel|Oriëntatiepunten|van",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words and the language (BCP 47) that they are in."""

    text: str
    language: str


def phrase(key: Key, language: str) -> Phrase:
    """Return the phrase for ``key`` in ``language``, or in English."""
    primary = language.split("-", maxsplit=1)[0].lower()
    spoken = primary if primary in _TABLE else "en"
    return Phrase(_TABLE[spoken].split("|")[_KEYS.index(key)], spoken)


def foreign(words: Phrase, language: str) -> str:
    """Return the phrase's language if it is not that of ``language``, else ``""``."""
    return "" if words.language == language.split("-", maxsplit=1)[0].lower() else words.language
