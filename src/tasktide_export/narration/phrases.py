"""What the voice says of its own accord, in the document's language."""

from dataclasses import dataclass

_EN = """
by: By {names}.
synthetic: This text is read by a synthetic voice.
quote: Quote.
end_quote: End of quote.
inline_quote: quote,
inline_end_quote: end of quote,
figure: Figure.
image: image,
table: Table, columns: {columns}, rows: {rows}.
row: Row {number}.
end_table: End of table.
code: Code.
end_code: End of code.
footnote: Note {number}.
end_footnote: End of note.
note: Please note.
tip: Tip.
important: Important.
warning: Warning.
pullquote: Pull quote.
sidebar: Side bar.
end_aside: Back to the text.
video: A video, which is not part of this recording.
audio: A sound recording, which is not part of this recording.
frame: An embedded page, which is not part of this recording.
transcript: Transcript.
shortened: and {count} more characters,
further_notes: Further notes.
"""

_DE = """
by: Von {names}.
synthetic: Diesen Text liest eine synthetische Stimme.
quote: Zitat.
end_quote: Ende des Zitats.
inline_quote: Zitat,
inline_end_quote: Zitatende,
figure: Abbildung.
image: Bild,
table: Tabelle, Spalten: {columns}, Zeilen: {rows}.
row: Zeile {number}.
end_table: Ende der Tabelle.
code: Quelltext.
end_code: Ende des Quelltexts.
footnote: Anmerkung {number}.
end_footnote: Ende der Anmerkung.
note: Hinweis.
tip: Tipp.
important: Wichtig.
warning: Warnung.
pullquote: Hervorgehobenes Zitat.
sidebar: Kasten.
end_aside: Weiter im Text.
video: Ein Video, das nicht Teil dieser Aufnahme ist.
audio: Eine Tonaufnahme, die nicht Teil dieser Aufnahme ist.
frame: Eine eingebettete Seite, die nicht Teil dieser Aufnahme ist.
transcript: Abschrift.
shortened: und {count} weitere Zeichen,
further_notes: Weitere Anmerkungen.
"""

_FR = """
by: Par {names}.
synthetic: Ce texte est lu par une voix de synthèse.
quote: Citation.
end_quote: Fin de citation.
inline_quote: je cite,
inline_end_quote: fin de citation,
figure: Figure.
image: image,
table: Tableau, colonnes : {columns}, lignes : {rows}.
row: Ligne {number}.
end_table: Fin du tableau.
code: Code.
end_code: Fin du code.
footnote: Note {number}.
end_footnote: Fin de la note.
note: Remarque.
tip: Conseil.
important: Important.
warning: Attention.
pullquote: Citation en exergue.
sidebar: Encadré.
end_aside: Retour au texte.
video: Une vidéo, qui ne fait pas partie de cet enregistrement.
audio: Un document sonore, qui ne fait pas partie de cet enregistrement.
frame: Une page incorporée, qui ne fait pas partie de cet enregistrement.
transcript: Transcription.
shortened: et {count} autres caractères,
further_notes: Autres notes.
"""

_ES = """
by: Por {names}.
synthetic: Este texto lo lee una voz sintética.
quote: Cita.
end_quote: Fin de la cita.
inline_quote: cita,
inline_end_quote: fin de la cita,
figure: Figura.
image: imagen,
table: Tabla, columnas: {columns}, filas: {rows}.
row: Fila {number}.
end_table: Fin de la tabla.
code: Código.
end_code: Fin del código.
footnote: Nota {number}.
end_footnote: Fin de la nota.
note: Observación.
tip: Consejo.
important: Importante.
warning: Advertencia.
pullquote: Cita destacada.
sidebar: Recuadro.
end_aside: Volvemos al texto.
video: Un vídeo, que no forma parte de esta grabación.
audio: Un documento sonoro, que no forma parte de esta grabación.
frame: Una página incrustada, que no forma parte de esta grabación.
transcript: Transcripción.
shortened: y {count} caracteres más,
further_notes: Otras notas.
"""

_IT = """
by: Di {names}.
synthetic: Questo testo è letto da una voce sintetica.
quote: Citazione.
end_quote: Fine della citazione.
inline_quote: citazione,
inline_end_quote: fine della citazione,
figure: Figura.
image: immagine,
table: Tabella, colonne: {columns}, righe: {rows}.
row: Riga {number}.
end_table: Fine della tabella.
code: Codice.
end_code: Fine del codice.
footnote: Nota {number}.
end_footnote: Fine della nota.
note: Osservazione.
tip: Consiglio.
important: Importante.
warning: Attenzione.
pullquote: Citazione in evidenza.
sidebar: Riquadro.
end_aside: Si torna al testo.
video: Un video, che non fa parte di questa registrazione.
audio: Un documento sonoro, che non fa parte di questa registrazione.
frame: Una pagina incorporata, che non fa parte di questa registrazione.
transcript: Trascrizione.
shortened: e altri {count} caratteri,
further_notes: Altre note.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The announcements in one language; words in braces are filled in."""

    language: str
    by: str
    synthetic: str
    quote: str
    end_quote: str
    inline_quote: str
    inline_end_quote: str
    figure: str
    image: str
    table: str
    row: str
    end_table: str
    code: str
    end_code: str
    footnote: str
    end_footnote: str
    note: str
    tip: str
    important: str
    warning: str
    pullquote: str
    sidebar: str
    end_aside: str
    video: str
    audio: str
    frame: str
    transcript: str
    shortened: str
    further_notes: str

    def __getitem__(self, name: str) -> str:
        return str(getattr(self, name))


def _parse(language: str, table: str) -> Phrases:
    words = dict(line.split(": ", 1) for line in table.strip().splitlines())
    return Phrases(language=language, **words)


_TABLES = {"en": _EN, "de": _DE, "fr": _FR, "es": _ES, "it": _IT}


def phrases_for(language: str) -> Phrases:
    """Return the phrases in the language of a BCP 47 tag, else the English ones.

    They carry the whole tag, so that the voice of the text says them.
    """
    primary = language.replace("_", "-").split("-")[0].lower()
    if primary in _TABLES:
        return _parse(language, _TABLES[primary])
    return _parse("en", _EN)
