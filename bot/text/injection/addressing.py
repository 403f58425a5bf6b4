"""Whoever answers is addressed by its role, or spoken of as what it is: a machine in a conversation."""

from __future__ import annotations

from bot.text.injection.parts import ASKED, MACHINE, chars, words
from bot.text.injection.rule import Rule

RULES = (
    Rule(
        "you-are-an-assistant",
        "A machine is told what it is, or greeted. 'You are a role model' is said to people.",
        rf"""\b (?: you\sare | you['’]re | act\sas | pretend\s(?:to\sbe|you) | note\sto | hey | hello ) \s {words(3)}
          (?: {MACHINE} | assistants? | summari[sz]ers? | crawlers? ) (?!\w)
        | ^ \W* you \s are \s now \b {chars(40)} (?:
            \b (?: ai | a\.i\. | llm | chatbot | bot | unrestricted | jailbroken ) \b
          | (?-i: \b DAN \b )  # "do anything now"
          | \b mode \W* $ )""",
    ),
    Rule(
        "as-an-assistant-you",
        "An order follows from the role. 'As an assistant, she earned …' and 'to serve as a model' are of people.",
        rf"""^ \W* as \s an? \s {words(2)} {MACHINE} (?:\sassistant)? \s* [,:]
        | \b as \s an? \s {words(2)} (?: {MACHINE} | assistants? ) \s*,?\s (?: you | your | please ) \b""",
    ),
    Rule(
        "dear-assistant",
        "A letter's opening, with the mark behind it: 'Dear Assistant Commissioner' has none.",
        rf"^ \W* (?: attention | dear ) [\s,:]+ {words(2)} (?: {MACHINE} | assistants? ) \s* [,:]",
    ),
    Rule(
        "assistant-say",
        "A machine is called, and an order follows. 'Jobs will be lost to AI, say economists' has it in another place.",
        r"""^ \W* (?: ai\s | dear\s )? (?: assistants? | chatbots? | language\smodels? | llms? | ais? | bots? )
          \s* [,:] \s (?: when | if | you | please | say | always | whenever ) \b
        | (?:
            ^ \W* (?: (?: dear | hey | hello | ok(?:ay)? | attention | please ) \W+ )?
            (?: assistant | ai | chatbot | llm | bot | language\smodel ) \s* ,
          | \b (?: assistant | ai | chatbot | llm | bot | language\smodel ) \s* :
          ) \s* (?:please\s)?
          (?: reply | respond | say | answer | print | output | write | repeat | cite | ignore
            | disregard | use ) \b""",
    ),
    Rule(
        "assistants-reading-this",
        "Machines are spoken to of the article before them; laws tell of 'AI systems that process personal data'.",
        rf"""\b (?: assistants? | chatbots? | language\smodels? | llms? | bots? | ais?
          | ai\s(?:systems?|agents?|tools?|models?) ) \s
        (?: that | which | who | reading | citing | quoting | summari[sz]ing | answering | processing | parsing
          | using ) \s
        {words(2)} (?:this|these) \s {words(1)}
        (?: story | article | notes? | page | texts? | documents? | passages? | report | files? ) \b""",
    ),
    Rule(
        "note-for-systems",
        "A message whose reader is a machine: 'note to parents' has another.",
        rf"""\b (?: notes? | attention | messages? | instructions? ) \s (?:to|for) \s {words(3)}
          (?: software | systems? | models? | ai | assistants? | bots? | parsers? | llms? ) \b
        | \b automated \s {words(1)}
          (?: systems? | software | readers? | agents? | tools? | parsers? | crawlers? ) \s* :
        | \b (?: llms? | chatbots? | language\smodels? ) \s (?: scan | parser | reader )
        | \b to \s you ,? \s (?:the\s)? (?: ai\b | assistant\W*$ | llm | language\smodel )""",
    ),
    Rule(
        "tell-the-user",
        "Something is to be passed on to whoever asks or reads. A spokesman who 'told readers' gives no order.",
        rf"""(?: ^ \W* (?: \w+ \s*:\s* )? | [.:;] \s* ) {ASKED}
          (?: tell | inform | advise | warn | convince | persuade | remind | urge ) \s
          (?: (?: the | your | every | each | all | any ) \s )?
          (?: readers? | users? | person\sasking | questioners? ) \b
        | \b back \s to \s (?:the|this) \s user \b""",
    ),
    Rule(
        "system-prompt",
        "What a conversation with a machine is made of. Alarm systems send their messages in other words.",
        r"""\b (?: system | developer | assistant | user ) \s
          (?: prompt | message | note | override | instruction )s? \b
        | \b chain \s of \s thought \b""",
    ),
    Rule(
        "shouted-important",
        "A text begins by shouting for attention. 'Important:' heads many a paragraph.",
        r"^ \W* important \W* !{2,}",
    ),
)
