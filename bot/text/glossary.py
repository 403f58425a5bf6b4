"""Spanish and French questions and sentences word by word in English: rough, and enough to compare them with English ones.

Words are looked up as they stand, then by their dictionary form ("venderán" by "vender"), then by their stem. What the
glossary does not know stays as it is: names, figures, and the many words that the languages share.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from bot.text.lexicon import NUMBER_WORDS, SCALES, word_set
from bot.text.words import fold, stem, stems

TABLE = Path(__file__).with_name("glossary.txt")
LONGEST_PHRASE = 6  # words
_NUMBER = r"(?<![\d.,])\d{1,3}(?:[^\S\n]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)+"  # in one piece, with its marks
_TOKEN = re.compile(rf"{_NUMBER}|[^\W_]+|[^\w\s]")
_GROUPED = re.compile(
    r"([1-9]\d{0,2})(?:(?P<mark>[.,\s])(?P<digits>\d{3}(?:(?P=mark)\d{3})*))(?:(?!(?P=mark))[.,](?P<rest>\d+))?"
)
_DECIMAL = re.compile(r"\d+,\d+")
_INVERTED = re.compile(r"(?<=\w)-(?:t-)?(?:ils?|elles?|on)\b", re.IGNORECASE)  # "a-t-il", "ouvrira-t-elle"
_SAY_FIRST = re.compile(r"\bwhat did say ((?:[A-ZÀ-Þ][\w’'-]+)(?: [A-ZÀ-Þ][\w’'-]+)*)")
LANGUAGES = ("es", "fr")  # in the order of the columns


def in_english(text: str, language: str, known: frozenset[str] = frozenset()) -> str:
    """The text word by word in English; unchanged if it is English, or a language that the glossary has not.

    `known` has folded words that are names wherever they have a capital, also where a sentence begins.
    """
    if language not in LANGUAGES:
        return text
    tokens = list(_TOKEN.finditer(_INVERTED.sub("", text) if language == "fr" else text))
    said = " ".join(word for word in _glossed([match.group() for match in tokens], language, known) if word)
    glossed = re.sub(r"\s+([,.;:?!)])", r"\1", said)
    return _SAY_FIRST.sub(r"what did \1 say", glossed)


def _glossed(tokens: list[str], language: str, names: frozenset[str]) -> Iterator[str]:
    table = _table(language)
    folded = [fold(token) for token in tokens]
    at = 0
    while at < len(tokens):
        for size in range(min(LONGEST_PHRASE, len(tokens) - at), 1, -1):
            known = table.phrase(folded[at : at + size], tokens[at : at + size], language)
            if known is not None and not (language == "es" and _returns(tokens, folded, at, size)):
                yield known
                at += size
                break
        else:
            token = tokens[at]
            if token[0].isdigit():
                yield _written_in_english(token, language, folded[at + 1 : at + 2])
            elif language == "es" and folded[at] in _MONEY and _follows_a_figure(folded, at):
                yield _MONEY[folded[at]]
            elif token not in "¿¡'’-" or (token == "-" and _is_between_figures(tokens, at)):
                yield token if _is_name(tokens, at, names) else _word(tokens, at, table, language)
            at += 1


def _returns(tokens: Sequence[str], folded: Sequence[str], at: int, size: int) -> bool:
    """ "Volvió a cantar" is again; "volvió a casa" is no such phrase, she returned."""
    if size != 2 or folded[at + 1] != "a" or dictionary_form(tokens[at], "es") != "volver":
        return False
    return not any(_INFINITIVE.fullmatch(word) for word in tokens[at + 2 : at + 3])


def _written_in_english(number: str, language: str, following: Sequence[str]) -> str:
    """ "3.000", "3 000" and "3,000" are 3,000, and "1,7" is 1.7. French has no comma before thousands of millions."""
    grouped = _GROUPED.fullmatch(number)
    if grouped and not (language == "fr" and grouped["mark"] == "," and set(following) & _LARGE):
        whole = f"{int(grouped[1] + re.sub('[^0-9]', '', grouped['digits'])):,}"
        return f"{whole}.{grouped['rest']}" if grouped["rest"] else whole
    return number.replace(",", ".") if _DECIMAL.fullmatch(number) else number


def _is_between_figures(tokens: Sequence[str], at: int) -> bool:
    return all(near and near[0][0].isdigit() for near in (tokens[max(0, at - 1) : at], tokens[at + 1 : at + 2]))


def _follows_a_figure(folded: Sequence[str], at: int) -> bool:
    before = [word for word in folded[max(0, at - 2) : at] if word != "de"][-1:]
    return any(word[0].isdigit() or word in NUMBER_WORDS or word in SCALES or word in _ROUND for word in before)


def _word(tokens: list[str], at: int, table: _Table, language: str) -> str:
    token = tokens[at]
    if language == "fr" and token == "a":  # with an accent it is another word
        return "has"
    if language == "fr" and token == "ou" and at:  # so is this; who begins with it has left the accent out
        return "or"
    if token in _RELATIVE and any(token[:1].isalnum() for token in tokens[:at]) and fold(tokens[at - 1]) not in _BEFORE:
        return "that"
    as_it_stands = table.phrases.get((fold(token),))
    if _PARTICIPLE.search(token) and not (as_it_stands or "").endswith("ed"):  # it is spelled like another word
        as_it_stands = table.phrases.get((fold(_PARTICIPLE.sub("er", token)),), as_it_stands)
    known = table.by_lemma.get((dictionary_form(token, language),)) if as_it_stands is None else as_it_stands
    return table.by_stem.get(stem(token, language), token) if known is None else known


def _bare(words: Iterable[str]) -> tuple[str, ...]:
    """Without the apostrophes and hyphens that French puts between words."""
    return tuple(word for word in words if word not in "'’-")


def _is_name(tokens: list[str], at: int, known: frozenset[str]) -> bool:
    """Capitalised, and not because the sentence starts. Countries and the like are in the glossary all the same."""
    folded = fold(tokens[at])
    within = any(token[:1].isalnum() for token in tokens[:at]) or folded in known
    return tokens[at][:1].isupper() and within and folded not in _PLACES


_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LARGE = word_set("million millions milliard milliards")
_MONEY = {"peso": "peso", "pesos": "pesos"}  # what is no sum weighs
_ROUND = word_set(
    "millon miles cientos cientas doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos ciento"
)
_INFINITIVE = re.compile(r"[a-zà-ÿ]+[aeií]r(?:se|me|te|nos|l[aeo]s?)?")
_RELATIVE = ("que", "qu")  # "qué" asks
_PARTICIPLE = re.compile("é(?:e?s?)$")  # of French: "épousé" is not "épouse"
_BEFORE = word_set("a de en con por para")  # "por que" without its accent
_PLACES = word_set(
    """mexico mexique francia france espana espagne alemania allemagne italia italie inglaterra angleterre europa
    corte suprema supreme cour estados unidos etats unis reino unido royaume uni"""
)


@lru_cache(maxsize=50_000)
def dictionary_form(word: str, language: str) -> str:
    """Folded; the word itself where no dictionary has it. The first call for a language reads its dictionary, a second or so."""
    from simplemma import lemmatize

    return fold(lemmatize(word.lower(), lang=language))


@dataclass(frozen=True)
class Entry:
    """One line of the glossary."""

    english: str
    forms: Mapping[str, tuple[str, ...]]  # words and phrases, by language


@cache
def entries() -> tuple[Entry, ...]:
    """All lines in their order. One that has not a column for each language is a mistake in our file, and is not passed over."""
    return tuple(parsed(TABLE.read_text(encoding="utf-8")))


def parsed(text: str) -> Iterator[Entry]:
    for number, line in enumerate(text.splitlines(), 1):
        if line and line[0] != "#":
            english, equals, columns = line.partition("=")
            forms = [tuple(form.strip() for form in column.split(",") if form.strip()) for column in columns.split("|")]
            if not equals or len(forms) != len(LANGUAGES):
                raise ValueError(f'{TABLE.name} line {number}: not "english = spanish, ... | french, ..."')
            yield Entry(english.strip(), dict(zip(LANGUAGES, forms, strict=True)))


def forms_of(language: str) -> Iterator[tuple[str, str]]:
    """Each word and phrase of a language with its English; none of a language that the glossary has not."""
    for entry in entries():
        yield from ((form, entry.english) for form in entry.forms.get(language, ()))


def _spoken_numbers(language: str) -> Iterator[tuple[str, str]]:
    """Those of two digits that are put together in another way than in English: "treinta y cinco", "soixante et onze"."""
    english = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    if language == "es":
        ones = ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")
        tens = ("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
        for ten, said in zip(tens, _TENS[1:], strict=True):
            yield from ((f"{ten} y {one}", f"{said}-{name}") for one, name in zip(ones, english, strict=False))
            yield from ((f"{ten} y {one}", f"{said}-one") for one in ("un", "una"))
    else:
        for ten, said in zip(("vingt", "trente", "quarante", "cinquante", "soixante"), _TENS, strict=False):
            yield from ((f"{ten} et {one}", f"{said}-one") for one in ("un", "une"))
        yield "soixante et onze", "seventy-one"
        yield from ((f"quatre vingt {one}", "eighty-one") for one in ("un", "une"))
        teens = ("onze", "douze", "treize", "quatorze", "quinze", "seize")
        yield from ((f"soixante {teen}", f"seventy-{one}") for teen, one in zip(teens[1:], english[1:], strict=False))
        yield from ((f"quatre vingt {teen}", f"ninety-{one}") for teen, one in zip(teens, english, strict=False))


@dataclass(frozen=True)
class _Table:
    """What the glossary has for one language; the first line to say so wins."""

    phrases: Mapping[tuple[str, ...], str]  # and words, as they stand there
    by_lemma: Mapping[tuple[str, ...], str]
    by_stem: Mapping[str, str]
    begins: frozenset[str]  # the first words of phrases, as they stand and by their dictionary form

    def phrase(self, folded: Sequence[str], tokens: Sequence[str], language: str) -> str | None:
        if folded[0] not in self.begins and dictionary_form(tokens[0], language) not in self.begins:
            return None
        if len(_bare(folded)) < 2:
            return None
        known = self.phrases.get(_bare(folded))
        if known is None:
            known = self.by_lemma.get(_bare(dictionary_form(token, language) for token in tokens))
        return known


@lru_cache(maxsize=2)
def _table(language: str) -> _Table:
    phrases: dict[tuple[str, ...], str] = {}
    by_stem: dict[str, str] = {}
    for form, english in (*_spoken_numbers(language), *forms_of(language)):
        phrases.setdefault(tuple(form.split()), english)
        if " " not in form:
            by_stem.setdefault(stem(form, language), english)
    lemmas = {words: tuple(dictionary_form(word, language) for word in words) for words in phrases}
    by_lemma = {lemmas[words]: english for words, english in reversed(phrases.items())}
    by_lemma |= {words: english for words, english in phrases.items() if lemmas[words] == words}  # they mean that first
    begins = frozenset(words[0] for words in (*phrases, *by_lemma) if len(words) > 1)
    return _Table(phrases, by_lemma, by_stem, begins)


@lru_cache(maxsize=3)
def stems_known(language: str) -> frozenset[str]:
    """Stems of every word that the glossary has in a language, English included."""
    if language in LANGUAGES:
        return stems({word for phrase in _table(language).phrases for word in phrase}, language)
    return stems({word for entry in entries() for word in fold(entry.english).split()})
