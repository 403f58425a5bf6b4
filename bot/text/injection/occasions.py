"""Whoever answers is told what to do on some occasion: when asked, from now on, wherever this article is used."""

from __future__ import annotations

from bot.text.injection.parts import ARTICLE, NOT_SPOKEN, ORDERED, chars, words
from bot.text.injection.rule import Rule

RULES = (
    Rule(
        "when-asked-say",
        "The order stands right behind the comma. 'When asked why, the minister declined to say' has a speaker there.",
        rf"""\b (?: when(?:ever)? | if | once ) \s (?: ever\s | you\sare\s | you['’]re\s )?
        (?: asked | questioned | queried | prompted | summari[sz]ing | answering
          | (?:a|the)\suser\sasks | (?:any|some)one\sasks ) \b {NOT_SPOKEN} [^.?!,]{{0,80}} ,
        \s* (?: (?: please | always | only | simply | just | you\s(?:must|should) ) \s ){{0,3}} (?:
            (?: say | reply | respond | answer | insist | output | print | tell | mention ) \b
              (?! \s (?:by|whether) \b )
          | (?: report | state | claim ) (?: \s (?: that | the | this | it | only ) \b | \s* [:"“] ) )""",
    ),
    Rule(
        "from-now-on",
        "An order that is to last. 'From now on, all buses will run every ten minutes' gives none.",
        r"""\b from \s (?: now | this\spoint | here ) \s on (?:wards?)? ,? \s (?: you\s(?:must|will|should|are\sto)\s )?
        (?: answer | reply | respond | say | write | print | cite | repeat | append | quote ) \b""",
    ),
    Rule(
        "for-later-conversations",
        "Something is to be kept in mind. An app that 'will keep all chats encrypted' keeps nothing for a later one.",
        rf"""\b (?:
            (?: remember | memori[sz]e | store ) \b {chars(60)} \b (?: future | later | next | subsequent | coming )
          | (?: remember | memori[sz]e | store | save | keep ) \b {chars(60)}
            \b (?:for|in) \s (?: future | later | next | subsequent | all | coming )
          ) \s {words(1)} (?: conversations? | chats? | questions | turns | answers | replies | prompts ) \b
        | \b for \s the \s rest \s of \s (?:this|the) \s (?: conversation | chat ) \b""",
    ),
    Rule(
        "whoever-cites-this-article",
        "An article is no matter of its own news, but whoever uses it meets it as 'this article'.",
        rf"""\b (?: cit(?:e|es|ing) | quot(?:e|es|ing) | summari[sz](?:e|es|ing) ) \s (?:from\s)? this \s {ARTICLE}
        | \b summari[sz]ing \s (?:this|it) \s for \b""",
    ),
    Rule(
        "cite-the-article",
        "Of 'the article' it has to be an order: lawyers say that 'the paper may not quote the article'.",
        rf"""(?:
            (?: {ORDERED} | \b (?: not | don['’]t | never | when | if | while | before | after ) \s )
            (?: cite | summari[sz]e )
          | \b (?: not | never | when ) \s (?: citing | summari[sz]ing )
        ) \s (?:from\s)? the \s {ARTICLE}""",
    ),
    Rule(
        "answers-about-this-article",
        "How questions about the article before the machine are to be answered. News is not about itself.",
        rf"""\b (?: answer(?:s|ing)? | reply | replies | respond(?:ing)? ) \b {chars(60)} \b about \s this \s
        (?: article | story | document | page | text | passage ) \b""",
    ),
)
