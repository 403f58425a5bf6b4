"""A first suite from the ingested articles: questions that the bot answers, explained line by line, to be edited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.answer import Answer
from bot.evaluation.corpus import Corpus
from bot.evaluation.matching import entry, normalise
from bot.evaluation.why import scalar
from vectorstore.article import Article

Ask = Callable[[str], Answer]

CASES = 6
TRIED = 40  # questions that may be asked to find so many that are answered
MOST_ARTICLES = 25  # read for questions

HEAD = """\
# yaml-language-server: $schema=suite.schema.json
# A scripted Q&A suite. Run it:  newsbot eval {path}
# Every case asks one question and says what a good answer is like. These were made from your articles and the bot's
# own answers: read each, correct what it should have said, and write further ones.
suite: {name}
cases:
"""
EXPLAINED = """\
    # answer: every entry must be said. | separates accepted wordings, a trailing * any ending: ["96 years|96-year*"]
    # sources: acceptable evidence, word for word from the article. The answer must cite one of them.
"""
REFUSED = """\
  # A question that the articles do not answer. The right answer is to say so.
"""
TAIL = """\
  # A conversation: each turn is asked with the bot's own earlier answers before it. Take out the # to use it.
  # - id: talk
  #   turns:
  #     - {question: "Who ...?", answer: ["..."]}
  #     - {question: "And when did she ...?", answer: ["..."]}
  #
  # More that a case may say: avoid: ["..."] (none of it may be said), at_least: 2 (of the answer's entries),
  # cite: all (of the sources), conflict: true (the bot must show that the articles differ), speaker: "...",
  # language: es, max_words: 40, articles: [file.txt] (search only these), tags: [...].
"""
UNANSWERABLE = (
    "What is the recipe for ratatouille?",
    "How many moons does Jupiter have?",
    "Who won the chess championship of 1972?",
)


def starter_suite(name: str, path: str, corpus: Corpus, ask: Ask, suggested: Sequence[str] = ()) -> str:
    """YAML that loads without an error. Questions that the bot does not answer with a citation are left out."""
    cases = list(_answered(corpus, ask, suggested))
    refused = list(_refused(ask))
    if not cases and not refused:
        cases = [_unanswered(corpus)]
    elif cases:
        first, *others = cases
        question, *rest = first.split("\n    answer:", 1)
        cases = ["\n".join([question, EXPLAINED.rstrip()]) + "".join("\n    answer:" + part for part in rest), *others]
    return HEAD.format(name=scalar(name), path=path) + "\n".join([*cases, *refused, TAIL])


def _unanswered(corpus: Corpus) -> str:
    """Where the bot neither answers nor refuses anything, a case to be corrected is still a place to begin."""
    article = corpus.article(corpus.refs[0].id)
    quote = article.text[article.sentences[0].start : article.sentences[0].end]
    source = f"{{article: {scalar(article.file)}, quote: {scalar(quote)}}}"
    return (
        f"  - {{id: question-1, question: {scalar(questions_of(article)[-1])}, sources: [{source}], tags: [starter]}}\n"
    )


def _answered(corpus: Corpus, ask: Ask, suggested: Sequence[str]) -> Iterator[str]:
    articles = [corpus.article(ref.id) for ref in corpus.refs[:MOST_ARTICLES]]
    questions = dict.fromkeys([*suggested, *_alternating([questions_of(article) for article in articles])])
    made, sources = 0, set()
    for question in list(questions)[:TRIED]:
        answer = ask(question)
        if answer.outcome == "not_found" or not answer.citations or answer.citations[0].quote in sources:
            continue
        word = _telling_word(answer, question)
        if word is None:
            continue
        sources.add(answer.citations[0].quote)
        made += 1
        yield _case(made, question, word, answer)
        if made == CASES:
            return


def _case(number: int, question: str, word: str, answer: Answer) -> str:
    quotes = "\n".join(
        f"      - {{article: {scalar(one.file)}, quote: {scalar(one.quote)}}}" for one in answer.citations
    )
    return (
        f"  - id: question-{number}\n    question: {scalar(question)}\n"
        f"    answer: [{scalar(word)}]\n    sources:\n{quotes}\n    tags: [starter]\n"
    )


def _refused(ask: Ask) -> Iterator[str]:
    for question in UNANSWERABLE:
        if ask(question).outcome == "not_found":
            case = (
                f"  - {{id: not-in-the-articles, question: {scalar(question)}, answerable: false, tags: [starter]}}\n"
            )
            yield REFUSED + case
            return


def _telling_word(answer: Answer, question: str) -> str | None:
    """A figure or a name of the answer that the question does not give away; else its longest word."""
    said = " ".join(claim.text for claim in answer.claims)
    asked = set(re.findall(r"\w+", normalise(question)))
    words = [word for word in re.findall(r"\w+", said) if not set(normalise(word).split()) <= asked]
    figures = [word for word in words if word.isdigit()]
    names = [
        word for word in words if word[0].isupper() and len(word) > 3 and not re.search(rf"(?:^|[.!?] ){word}", said)
    ]
    longest = sorted(words, key=len, reverse=True)
    return next((word for word in [*figures, *names, *longest] if entry(word).said_in(normalise(said))), None)


_SPEECH = re.compile(r"[“\"]([A-Z][^“”\"\n]{25,120}?)[,.]?[”\"]")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_WHEN = re.compile(rf"\b(?:{_MONTHS})(?: \d{{1,2}},)? (?:19|20)\d\d\b")
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}\b")


def questions_of(article: Article) -> list[str]:
    """Who-said, when and who questions from an article's own sentences, in the order they are likely to be good."""
    every = [(one.kind, article.text[one.start : one.end]) for one in article.sentences]
    sentences = [said for kind, said in every if kind == "body"] or [said for _kind, said in every]
    text = " ".join(sentences)
    names = [name for name, count in Counter(_NAME.findall(text)).most_common(8) if count > 1]
    return [
        *(f"What happened in {when}?" for when in dict.fromkeys(_WHEN.findall(text))),
        *(f'Who said "{speech}"?' for speech in list(dict.fromkeys(_SPEECH.findall(text)))[:4]),
        *(f"Who is {name}?" for name in names),
        *(f'What is said about "{" ".join(sentence.split()[:6])}"?' for sentence in sentences[:4]),
    ]


def _alternating(lists: Iterable[Sequence[str]]) -> Iterator[str]:
    """The first of each article, then the second of each: no article is left out."""
    rows = [list(one) for one in lists]
    for number in range(max(map(len, rows), default=0)):
        yield from (row[number] for row in rows if number < len(row))
