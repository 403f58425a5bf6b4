"""What whoever answers was told before is set aside, or asked for; another task takes its place."""

from __future__ import annotations

from bot.text.injection.parts import ASKED, ORDERED, words
from bot.text.injection.rule import Rule

RULES = (
    Rule(
        "ignore-the-instructions",
        "Instructions are set aside by an order. Motorists who ignore the rules, a bill that overrides them, are news.",
        rf"""{ORDERED} (?: ignore | disregard | forget | override | bypass | skip ) \s {words(3)} (?:
            instructions? | prompts? | rules? | directions? | guidelines? | context | articles? | above | guardrails?
          | commands? | constraints? | sources | documents? ) \b""",
    ),
    Rule(
        "ignore-previous-instructions",
        "With 'previous', 'your' or 'all' it need be no order: so one speaks of a conversation, whoever ignores them.",
        rf"""\b (?: ignore | disregard | forget | override | bypass | skip ) \s {words(2)}
        (?: previous | prior | earlier | above | preceding | foregoing | system | original | initial
          | all | any | these | those | your | my ) \s {words(2)}
        (?: instructions? | prompts? | directives? | context | above ) \b""",
    ),
    Rule(
        "ignore-the-rest",
        "What is read is set aside: officials who 'ignored information' give no order.",
        rf"""{ORDERED} (?: ignore | disregard | skip ) \s {words(3)} (?:
            info | information | data | texts? | content | rest | else | indicators? | passages? | paragraphs?
          | snippets? | messages? | scoring ) \b
        | ^ \W* (?: ignore | disregard ) \s (?: whatever | what | anything ) \b
          [^.?!]* \b (?: before | above | earlier ) \b
        | ^ \W* (?: ignore | disregard ) \s everything \s (?: and | else | so ) \b
        | ^ \W* disregard \s (?: it | this | that | them | everything ) \s (?: entirely | completely )""",
    ),
    Rule(
        "you-may-not-deviate",
        "The reader is bound to an order. News says who else may not deviate from what.",
        r"\b you \s may \s not \s deviate \b",
    ),
    Rule(
        "focus-only-on",
        "What else is read is passed over. 'Focus on the children' asks for nothing to be put out.",
        rf"""^ \W* {ASKED} focus \s (?: only | exclusively | solely | entirely ) \s on \b [^.?!]* (?:
            \b (?: and | then ) \s (?: report | provide | print | output | say | return | write | give | state ) \b
          | \b information \b
          | : )
        | ^ \W* use \s (?: this | the\sfollowing ) \s (?: analysis | output | answer | response ) \b""",
    ),
    Rule(
        "new-instructions",
        "Others are announced, with a colon or for somebody. A court that 'gave new instructions to the jury' is news.",
        r"""\b (?: new | following | updated | real | actual | important | special | hidden | secret ) \s
        (?: instructions? | task | prompt | directives? ) \s* (?: : | for\b )""",
    ),
    Rule(
        "your-task-is",
        "A task is set as one sets it to a model; in news it is 'her task', 'the court's task'.",
        r"\b your \s (?:new\s|real\s|only\s|next\s)? (?: task | instructions? | job | goal | role ) \s (?:is|are) \b",
    ),
    Rule(
        "from-me-the-user",
        "The writer of an article claims to be whoever asks about it.",
        r"\b from \s me, \s the \s user \b | \b the \s task \s (?:that\s)? i \s (?: gave | have\sgiven ) \s you \b",
    ),
    Rule(
        "reveal-the-prompt",
        "What the machine is to keep to itself is asked for. Documents 'reveal a secret plan'.",
        rf"""(?:
            \b (?: reveal | print | show | leak | output | repeat | disclose ) \s {words(3)}
            (?: system\sprompt | api\skey | (?: your | my ) \s {words(2)} (?: instructions | password | secrets? ) )
          | ^ \W* {ASKED} (?: reveal | print | show | leak | output | repeat | disclose ) \s {words(3)}
            (?: instructions | password | secrets? )
        ) \b""",
    ),
    Rule(
        "repeat-what-is-above",
        "What a model reads before the article is its instructions. Maps may 'show the towns above the dam'.",
        rf"""\b (?: repeat | print | output | show | reveal | recite | echo | reproduce ) \s (?:me\s)? (?:
            everything
          | (?:all\s)? (?:of\s)? the \s {words(1)}
            (?: text | words | lines? | tags? | sentences? | paragraphs? | links? | messages? | prompt )
        ) \s (?: above | before\sthis | that\sprecedes? ) \b""",
    ),
    Rule(
        "send-the-conversation",
        "What was said in a conversation is to leave it. A suspect 'can forward the chat'.",
        rf"""^ \W* {ASKED} (?: send | e-?mail | post | forward | upload | copy | paste | summari[sz]e | encode ) \s
        {words(1)} (?: the | this | our | all | your ) \s {words(1)} (?: conversation | chat ) \b""",
    ),
)
