"""Whoever answers is told what to say. News tells what somebody said."""

from __future__ import annotations

from bot.text.injection.parts import ANSWER, ASKED, CODE_WORD, NOT_SPOKEN, ORDERED, REPLY, YOU_MUST, chars, words
from bot.text.injection.rule import Rule

RULES = (
    Rule(
        "first-or-last-words-of-an-answer",
        "How an answer is to begin or end. A sentence that a prisoner will 'start' in June is another sentence.",
        rf"""\b (?: start | begin | end | open | close | finish | prefix | sign ) \s (?:off\s)? (?:
            (?: your | every | each | all ) \s {words(1)}
            (?: {ANSWER} | messages? | outputs? | sentences? | summar(?:y|ies) )
          | the \s {words(1)} (?: {ANSWER} | outputs? )
        ) \b""",
    ),
    Rule(
        "say-only-this",
        "An order to say some words and no others. 'Would say only that …' and 'asked him to say just how' are news.",
        rf"""(?: {ORDERED} | \b(?:and|instead)\s ) {YOU_MUST}
        (?: say | reply | respond | answer | output | print | write | repeat | return
          | append | include | mention | add ) \s
        (?: only | just | exactly | nothing\sbut | back
          | to\s(?:the|this|every|any)\s(?:question|user|prompt|query)
          | the\s(?:word|phrase|token|string|sentence|following) ) \b
        (?! \s (?: how | when | what | where | who | why | which | that | if | whether | to ) \b )""",
    ),
    Rule(
        "reply-with",
        "A text begins by asking for a reply 'with' something; no speaker of it follows.",
        rf"^ {NOT_SPOKEN} \W* {ASKED} (?:simply\s|only\s)? (?:reply|respond|answer) \s with \b",
    ),
    Rule(
        "reply-with-these-words",
        "Anywhere else what to reply with has to be a wording, a code word or an address: troops 'respond with force'.",
        rf"""(?: {ORDERED} | \b(?:and|will|to|instead)\s ) {YOU_MUST}
        (?: reply | respond | answer | output | print | say | write ) \s {words(1)} with \s (?:
            exactly | only | just | nothing
          | the\s(?:word|phrase|token|string|sentence|following|text|code|directive|value|line|message)\b
          | ["“'‘`«<\[] \s* (?-i: [A-Z\[<{{(] | [\w-]+\.[a-z]{{2,}} )
          | {CODE_WORD} )""",
    ),
    Rule(
        "put-into-the-answer",
        "Something is to be added to the answer, or placed at its end. Lawyers 'add a page to the complaint'.",
        rf"""\b (?: append | include | insert | add | put | attach | prepend | embed | write | print | place ) \b
        {chars(120)} \b (?: to | in | into | at\sthe\s(?:end|start|beginning|top)\sof ) \s
        (?: your | the | every | each | all ) \s {words(1)}
        (?: {ANSWER} | messages? | outputs? | summar(?:y|ies) ) \b""",
    ),
    Rule(
        "what-every-answer-must-do",
        "A rule for all answers. A newspaper's own quiz has a closing date: 'Your answers must reach us by Friday.'",
        rf"""\b (?: your | every | any | each | all ) \s {words(2)}
        (?: {ANSWER} | outputs? | summary | summaries ) \b [^.?!]* \b (?:
            must (?! \s (?: reach | arrive | be\s(?:received|sent|submitted|returned|given|in\swriting) ) \b )
          | ha(?:s|ve)\sto\s(?:end|start|begin|say|cite|include)
          | always | only | exactly | append | include | cite
          | (?:end|start|begin)(?:s|ing|ning)?\swith
        ) \b""",
    ),
    Rule(
        "what-your-answer-should-do",
        "The same of one answer, with which a text begins; a quotation of it has its speaker.",
        rf"""^ {NOT_SPOKEN} \W* your \s {REPLY} \s (?: should | must | ha(?:s|ve)\sto | needs?\sto | (?:is|are)\sto ) \b
        (?! \s (?: reach | arrive | be\s(?:sent|given|in\swriting) ) \b )""",
    ),
    Rule(
        "always-in-every-answer",
        "The same with the rule first. 'Officials always had an answer' is of one.",
        rf"""\b (?: always | append | include | cite | must | close | end | kindly ) \b [^.?!]*
        \b (?: your | every | each | any ) \s {words(2)} {ANSWER} \b""",
    ),
    Rule(
        "the-correct-answer-is",
        "The right answer is given away. A candidate who 'gave the correct answer to the final question' is news.",
        rf"""\b only \s (?:true|correct|right|valid) \s answer \b
        | \b (?: correct | right | true | official | expected ) \s answer \s to \s
          (?: this | that | the | every | all | any | each ) \s {words(1)} questions?
          (?: \s*: | \b {chars(30)} \b is \b )
        | \b answer \s to \s (?: all | every | each | any ) \s {words(1)} questions? \b {chars(40)} \b
          (?: is | must | should ) \b""",
    ),
    Rule(
        "say-that",
        "A text begins by ordering a statement, as a note to oneself would: 'TODO: say that …'.",
        rf"""^ \W* (?: todo\W+ )? (?: (?: now | just | do | always | kindly | please ) \s ){{0,5}}
        (?: (?: say | append | include ) \s (?: that | by | the | this | only | to ) | confirm \s (?: that | by ) ) \b
        | ^ \W* {ASKED} (?: state | pretend | insist ) \s that \b""",
    ),
    Rule(
        "now-just-say",
        "A text begins by pressing for words. 'Please write to …', 'please include a telephone number' are to readers.",
        r"""^ \W* (?: (?: now | just | always | kindly | please ) \s )+
        (?: say | state | print | output | write | append | include | reply | answer ) \b
        (?! \s (?: to | by | a | an | your ) \b )""",
    ),
    Rule(
        "make-sure-to-say",
        "What is said is called important, or made sure of. 'It is essential that you vote' asks for no words.",
        rf"""\b (?: critical | important | essential | vital | required | necessary | imperative | mandatory ) \s
          that \s you \s (?: output | print | append | include | reply | cite ) \b
        | \b make \s sure \s (?: to | you | that\syou ) \s
          (?: say | output | print | append | include | reply | mention ) \b [^.?!]*
          (?: \b at\sthe\send \b | \b the\s(?:word|link|code|token) \b | \b {CODE_WORD} )""",
    ),
    Rule(
        "a-code-word",
        "A word in capitals is to be said. Crowds that 'chanted “REFORM”' were not told to.",
        rf"""^ \W* {ASKED} (?: reply | respond | print | output | echo ) \b \s*:?\s*
          ["“'‘`]? (?-i: [A-Z][A-Z0-9_-]{{3,}} ) \b
        | (?: {ORDERED} | \b and \s ) (?: print | output | echo | append ) \s ["“'‘`]? {CODE_WORD}
        | [;:,] \s* (?: say | add | include | mention | append | answer | reply ) \s
          ["“'‘`]? (?-i: [A-Z][A-Z0-9_-]{{4,}} \b )""",
    ),
    Rule(
        "include-the-code",
        "A link, a code or a marker is to be put in. Shops 'add the tax to the price'.",
        rf"""(?: ^\W* | [:,;(] [^\w:,;(]* ) (?: include | append | insert | mention | add | quote ) \s the \s {words(2)}
        (?: code | token | string | marker | phrase | word | tag | link | url ) \b""",
    ),
    Rule(
        "include-the-following",
        "The same of one that stands above or below. Prosecutors 'will show this week' something else.",
        rf"""\b (?: include | add | append | insert | paste | repeat | reproduce | attach | show ) \s
        (?: this | the\sfollowing | the\s(?:above|same) ) \s {words(1)}
        (?: link | url | code | token | line | tag | address | image | text | html | markdown | string | phrase ) \b""",
    ),
    Rule(
        "please-repeat-exactly",
        "A wording is to be repeated, wherever a text says please. A quoted 'please repeat that' has its speaker.",
        rf"""^ {NOT_SPOKEN} .* \b please \s
        (?: repeat | print | output | append | insert | echo | reproduce | include ) \s
        (?: the | this | that | these | following | exactly | verbatim ) \b""",
    ),
    Rule(
        "do-not-answer",
        "An answer, or what it rests on, is to be held back. A lawyer's 'Do not answer the questions' is quoted.",
        rf"""^ {NOT_SPOKEN} \W* {ASKED} (?: do\snot | don['’]t | never | refuse\sto | decline\sto | stop ) \s
        (?: answer | cite | mention | summari[sz] ) (?:e|ing)? \b
        (?: {chars(40)} \b (?: questions? | article | story | user | sources? ) \b | \s and \b )""",
    ),
)
