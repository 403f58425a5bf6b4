"""The fixed words around an answer, in the question's language. They are ours and state no fact of the articles."""

from __future__ import annotations

from bot.answer import Note, NoteKind

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "missing_figure": "The articles do not give the figure.",
        "missing_date": "The articles do not give the date.",
        "missing_place": "The articles do not give the place.",
        "missing_moment": "The articles do not give the age at that moment.",
        "missing_part": "The articles do not answer this part: {part}",
        "missing_rest": "The articles name only {found} of the {asked} asked for.",
        "conflict": "The articles do not agree on this; both accounts are shown.",
        "one_point": "Accounts are compared point by point: ask where, when, who or how many, and those that differ are shown side by side.",
        "disputed": "This is disputed; what is said for and against it is shown.",
        "premise": "The articles do not say what the question takes for granted; this is what they do say.",
        "sequence": "This changed over time; the answer gives the steps in order.",
        "chronology": "What the articles give a date for, in order.",
        "unknown": "Not given in the text (unknown): {what}.",
        "apart": "Not in the text itself, but in {source}: {what}.",
        "listed": "{found} of the {searched} articles searched are listed.",
        "counted": "Articles searched: {searched}.",
        "language": "Language of the text: {what} ({file}).",
        "en": "English", "es": "Spanish", "fr": "French",
        "outlet": "outlet", "published": "date", "byline": "author",
    },
    "es": {
        "missing_figure": "Los artículos no dan la cifra.",
        "missing_date": "Los artículos no dan la fecha.",
        "missing_place": "Los artículos no dicen el lugar.",
        "missing_moment": "Los artículos no dan la edad en ese momento.",
        "missing_part": "Los artículos no responden a esta parte: {part}",
        "missing_rest": "Los artículos nombran solo {found} de los {asked} que se piden.",
        "conflict": "Los artículos no coinciden en esto; se muestran ambas versiones.",
        "one_point": "Las versiones se comparan punto por punto: pregunte dónde, cuándo, quién o cuántos, y las que difieren se muestran juntas.",
        "disputed": "Esto está en disputa; se muestra lo que se dice a favor y en contra.",
        "premise": "Los artículos no dicen lo que la pregunta da por hecho; esto es lo que sí dicen.",
        "sequence": "Esto cambió con el tiempo; la respuesta da los pasos en orden.",
        "chronology": "Lo que los artículos fechan, por orden.",
        "unknown": "No consta en el texto (desconocido): {what}.",
        "apart": "No en el texto mismo, sino en {source}: {what}.",
        "listed": "Se muestran {found} de los {searched} artículos consultados.",
        "counted": "Artículos consultados: {searched}.",
        "language": "Idioma del texto: {what} ({file}).",
        "en": "inglés", "es": "español", "fr": "francés",
        "outlet": "medio", "published": "fecha", "byline": "autor",
    },
    "fr": {
        "missing_figure": "Les articles ne donnent pas le chiffre.",
        "missing_date": "Les articles ne donnent pas la date.",
        "missing_place": "Les articles ne donnent pas le lieu.",
        "missing_moment": "Les articles ne donnent pas l'âge à ce moment.",
        "missing_part": "Les articles ne répondent pas à cette partie : {part}",
        "missing_rest": "Les articles ne nomment que {found} des {asked} demandés.",
        "conflict": "Les articles ne sont pas d'accord sur ce point ; les deux versions sont montrées.",
        "one_point": "Les versions se comparent point par point : demandez où, quand, qui ou combien, et celles qui diffèrent sont montrées ensemble.",
        "disputed": "Ce point est contesté ; ce qui est dit pour et contre est montré.",
        "premise": "Les articles ne disent pas ce que la question tient pour acquis ; voici ce qu'ils disent.",
        "sequence": "Cela a changé avec le temps ; la réponse donne les étapes dans l'ordre.",
        "chronology": "Ce que les articles datent, dans l'ordre.",
        "unknown": "Absent du texte (inconnu) : {what}.",
        "apart": "Pas dans le texte même, mais dans {source} : {what}.",
        "listed": "{found} des {searched} articles consultés sont montrés.",
        "counted": "Articles consultés : {searched}.",
        "language": "Langue du texte : {what} ({file}).",
        "en": "anglais", "es": "espagnol", "fr": "français",
        "outlet": "média", "published": "date", "byline": "auteur",
    },
}  # fmt: skip


def phrase(key: str, language: str, **values: object) -> str:
    return _WORDS.get(language, _WORDS["en"])[key].format(**values)


def note(kind: NoteKind, key: str, language: str, **values: object) -> Note:
    return Note(kind, phrase(key, language, **values))
