"""Whether a question is of the articles themselves, and not of what they tell: "Which articles mention clocks?"."""

from __future__ import annotations

import re

from bot.offline.wrapping import asks_for_disagreements

_NAMED_TOO = r"(?:documents|files|sources|stories|texts)"  # the news tells of these, as it hardly does of articles
_ASKED = r"\b(?:what|which|how many|list|show me|describe)\b.{0,30}"
_ON = r"(?:mention\w*|about|on|talk\w*|speak\w*|discuss\w*|deal\w*|treat\w*|cover\w*|list|refer\w*)"
_PRESS = (
    r"(?:writ\w+|wrote|publi\w+|print\w*|sign\w*|fil\w+|dat\w+|post\w*|add\w*|load\w*|correct\w*|updat\w*|translat\w*)"
)
_ARTICLES_ASKED = re.compile(rf"{_ASKED}\barticles\b")
_ARTICLES_TOLD_OF = re.compile(  # "articles of clothing", "articles were stolen", "articles did the thief take"
    r"\barticles (?:of (?:(?!the\b|this\b|these\b|your\b|all\b)[a-z]|the (?:constitution|treaty|law|code|charter|convention|agreement)\b)"
    rf"|(?:was|were|(?:has|have|had) been) (?:\w+ly )?(?!{_PRESS}\b)(?:\w+ed|stolen|taken|found|sold|bought|lost|made|given|sent|seen|left|burnt|torn|hidden|held"
    r"|brought|worn|thrown|put|cut)\b(?! (?:to|on|about)\b)"
    rf"|did (?!you\b|we\b|i\b|.*\b(?:{_PRESS}|{_ON}|run|carry|bring|have|appear|say|tell|report|quote|cite|use)\b))"
)
_HAVE = r"(?:(?:are|is) there|there (?:are|is|be)|(?:do you |have you |you )?(?:have|got)|have you|do you have|can (?:i|we|you)\b)"
_OF_LIBRARY_TOO = re.compile(
    rf"{_ASKED}\b(?:"
    # "What are these documents about?", "Describe your sources"; not "What did she do with these documents?"
    rf"(?<!with )(?:these|your) (?:\w+ )?{_NAMED_TOO}(?=\W*$| {_ON}\b)|(?:are|is) the {_NAMED_TOO} about\W*$"
    # "How many sources do you have?", "What documents are there on the ferry?"; not "are there on the desk"
    rf"|{_NAMED_TOO} {_HAVE}(?=\W*$| (?:about|altogether|here|in (?:all|total|(?:the|this|your) library))\b| on (?!(?:the|a|his|her|their) (?:desk|table|shelf|floor|wall|disk|computer|phone)\b))"
    rf"|{_NAMED_TOO} (?:do|did|have|are) you\b|{_NAMED_TOO} are (?:available|loaded|stored|indexed|in (?:the|this|your) library)\W*$"
    # "Which stories mention clocks?"; not "Which stories about clocks did she tell?"
    rf"|{_NAMED_TOO} (?:that |which )?(?:mention|discuss|treat|cover|refer to|deal with|(?:talk|speak) (?:about|of)|are about)\b"
    rf"|{_NAMED_TOO} (?:about|on)\b(?!.*\b(?:did|does|was|were|had|has|is|will|can|(?:do|have)(?! you)|are(?! there))\b))"
    rf"|^\W*(?:please )?(?:list|show me|describe) (?:(?:all|the|of) )*{_NAMED_TOO}\W*$"
)
_ARTICLES_SAY = re.compile(
    r"\barticles (?:say|said|mention|report|tell|claim|state|describe|quote|disagree|agree|differ|contradict)"
)
_WHICH_ARTICLES = re.compile(
    r"^\W*(?:what|which) articles?(?: (?:are|is) there| there (?:is|are)| do you have| have you)?\W*$"
)
_ARTICLES_ON = re.compile(  # the singular is what is left of the plural in other languages
    rf"\b(?:which|what|any|some)(?: of (?:the|these|your|all))? articles?(?: (?:are|is|do you have|have you|there be|that))? {_ON}\b|"
    rf"^\W*(?:do you )?have (?:you )?(?:got )?(?:anything|something|articles?|any \w+|some \w+|an \w+|of article) (?:about|on)\b|"
    rf"\b(?:there (?:be|is|are)|(?:is|are) there|have you|you have) (?:of |some |any |an )?(?:anything|articles?) (?:about|on(?! (?:paper|record|file|tape|film|video|camera|board|sale|show|display|offer|fire|top)\b)|that mention)\b"
    r"(?!.* in (?:the|his|her|their|its) (?!article|librar))|\bhow many articles? (?:do you|have you|you have|(?:are|is|be) there|there (?:is|are|be))\b"
)
_NEWEST_ARTICLE = re.compile(
    r"^\W*(?:what|which|who|show|give|tell|when)\b(?!.*\b(?:say|says|said)\b).*(?:\b(?:newest|latest|most recent|oldest|earliest|last) (?:news )?articles?\b|"
    r"\barticles? (?:(?:is|are|was) )?(?:the )?(?:(?:more|most) (?:recent|old|ancient)|newest|latest|oldest|earliest)\b)"
)
_OF_ONE_ARTICLE = re.compile(  # "Where was the document found?" is of one that the news tells of
    r"\b(?:who wrote|who is the author of|(?:when|where) (?:was|were)|(?:which|what) outlet|who published|which newspaper)\b(?:(?!\b(?:that|which|mentioned)\b).){0,20}"
    r"\b(?:(?:this|the|these|each|either|second|first) (?:\w+ )?articles?|(?:this|these) (?:\w+ )?(?:story|piece|text|document))\b"
    r"|\b(?:who wrote|who is the author of|(?:which|what) outlet|who published|which newspaper)\b(?:(?!\b(?:that|which|mentioned)\b).){0,20}"
    r"\b(?:the|each|either|second|first) (?:\w+ )?(?:story|piece|text|document)\b"
    r"|\b(?:when|where) (?:was|were) the (?:\w+ )?(?:story|piece)\b.*\b(?:published|written|filed|printed|posted)\b"
)


def asks_of_library(asked: str) -> bool:
    """Of the question in folded English: about what is in the library itself, not about what happened."""
    if asks_for_disagreements(asked):
        return True
    if _ARTICLES_ON.search(asked) or _NEWEST_ARTICLE.search(asked):
        return True
    if _ARTICLES_ASKED.search(asked):
        return not (_ARTICLES_SAY.search(asked) or _ARTICLES_TOLD_OF.search(asked))
    return any(rule.search(asked) for rule in (_OF_LIBRARY_TOO, _WHICH_ARTICLES, _OF_ONE_ARTICLE))
