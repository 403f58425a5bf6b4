"""A task is set, or it is said what is to become of the reply: its language, its form, what is worked into it.

News tells of texts that somebody wrote or put into code, and hardly begins with such a verb. Where it does, speaking to
its readers or in a quotation, a word or a mark shows it.
"""

from __future__ import annotations

from bot.text.injection.parts import ASKED, NOT_SPOKEN, ORDERED, REPLY, SAME_SENTENCE, chars
from bot.text.injection.rule import Rule

_LANGUAGE = r"""(?:
    english | spanish | french | german | italian | portuguese | dutch | russian | ukrainian | polish | czech | turkish
  | arabic | hebrew | hindi | chinese | mandarin | japanese | korean | swedish | norwegian | danish | finnish | greek
  | latin | esperanto | swahili | vietnamese | thai | indonesian | klingon
  | base\d+ | hex | binary | morse(?:\scode)? | rhymes? | verse | emojis? | caps | capitals | uppercase | leetspeak
  | json | xml | html | markdown ) \b"""

# What can be done to a reply, or with something in it.
_RESHAPE = r"""(?:
    use | render | encrypt | encode | integrate | enhance | modify | augment | introduce | misspell | scramble | anagram
  | group | convert | add | insert | include | append | embed | provide | incorporate | weave | mention | place | put
  | sprinkle | highlight | substitute | replace | invert | reverse | swap | shuffle | transform | format | present
  | deliver | phrase | express | structure | represent | spell | remove | omit | strip | separate | join | merge
  | alter | adjust | change | tailor | expand | extend | supplement | enrich | upgrade | promote | suggest | recommend
  | advertise | slip | work | turn | start | begin | hide | limit | keep | make | translate | precede | follow | wrap
  | surround | conclude | write | state | give ) \b"""

# First words with which no order begins, and the verbs of a newspaper that asks its readers to write in.
_NO_ORDER = r"""(?:
    i | we | he | she | it | they | you | there | this | that | the | an? | is | are | was | thanks?
  | send | post | e-?mail | mail | submit
  | what | how | why | who | when | where | which
  | not | no | and | but | as | given | based | if | your? | my | our ) \b"""

RULES = (
    Rule(
        "write-a-text",
        "A text begins with a task for whoever writes texts. 'Write to news@example.org' is for readers.",
        r"""^ \W* (?:please\s)? (?:
            write | rewrite | rephrase | generate | compose | provide | translate | summari[sz]e | rearrange | encode
          | decode | pretend | roleplay ) \s (?! (?: to | what | down ) \b ) \w""",
    ),
    Rule(
        "explain-the-text",
        "A text begins with a task on something. Where a speaker follows, it is a quotation: 'Answer the question!'",
        rf"""^ {NOT_SPOKEN} \W* (?:please\s)? (?:
            print | output | reverse | override | answer | list | replace | ignore | repeat | explain | describe
          | classify | convert ) \s (?:
            the | your | this | these | those | all | only | each | every | a | an | one | letters? | words? | manual
          | any | previous ) \b""",
    ),
    Rule(
        "code-to-build-in",
        "A piece of a program to build in, or to put together. 'The following code of conduct' is none.",
        r"""\b (?: following | below | subsequent | above ) \s code
          (?: \s (?: snippet | excerpt | block | segment | fragment | example | sample | in | into | to )s? | \s* : )
        | \b code \s (?: snippet | excerpt | block | segment | fragment | example | sample )s? \s
          (?: below | above | that\sfollows )
        | \b concatenate \s (?: these | the\sfollowing | the ) \s
          (?: strings | parts | pieces | letters | words ) \b""",
    ),
    Rule(
        "rework-your-reply",
        "A text begins with what to do to 'your reply'. 'Present at the hearing, she told him: “Your …”' quotes.",
        rf"""^ \W* {ASKED} (?! (?: state | present | change ) \b (?! \s (?: the | that | your | all | it ) \b ) )
          {_RESHAPE} {SAME_SENTENCE} \b your \s {REPLY} \b
        | ^ \W* (?: render | encrypt | encode | convert | reverse | invert | scramble | rephrase | translate ) \b
          {chars(80)} \b your \s message \b""",
    ),
    Rule(
        "work-this-into-your-reply",
        "The same with any other verb, where the reply is what something is done in, or to.",
        rf"""^ {NOT_SPOKEN} \W* {ASKED} (?! {_NO_ORDER} ) [a-z]+ \b {SAME_SENTENCE}
        \b (?: in | into | within | throughout | of | to | with | by ) \s your \s {REPLY} \b""",
    ),
    Rule(
        "in-your-reply",
        "The reply comes first, with a comma: 'In your answer, mention …'.",
        rf"""^ \W* {ASKED} (?: in | within | throughout | at\sthe\s(?:end|start|top|beginning)\sof | before | after ) \s
        your \s {REPLY} \s* ,""",
    ),
    Rule(
        "letters-of-your-reply",
        "What a reply consists of, or what it is to be drawn from: in news a name has letters.",
        rf"""\b (?: letters? | words? | vowels? | spaces ) \s (?: in | of | from ) \s your \s {REPLY}
        | \b (?: as | with | from ) \s your \s own \s (?: knowledge | {REPLY} )""",
    ),
    Rule(
        "answer-in-a-language",
        "The language or the script of a reply. '“Answer in English,” the judge told him' is a quotation.",
        rf"""^ {NOT_SPOKEN} \W* {ASKED} (?: reply | respond | answer | write | continue ) \s
        (?:only\s|exclusively\s)? (?:in|using) \s (?:all\s|pure\s|plain\s)? {_LANGUAGE}""",
    ),
    Rule(
        "respond-as-if",
        "The manner of a reply, or a part to play. In news somebody responds: 'crews respond as fast as they can'.",
        rf"""^ \W* (?:please\s)? respond \s (?: in | as | only | like | exactly | without ) \b
        | ^ \W* {ASKED} (?: answer | reply | respond ) \s (?:as|like) \s (?: an? | if ) \b""",
    ),
    Rule(
        "in-base64",
        "What an answer holds is to be made unreadable. 'The malware was encoded in Base64' is news.",
        rf"""(?: {ORDERED} | \b(?:and|or)\s ) (?:
            encode | decode | convert | translate | output | print | write | reply | respond | answer | use | return
          | repeat | render | send | put | show | spell | append | include | add | attach | base64 ) \b
          {chars(80)} \b base64 \b
        | \b url [\s-] encod(?:e|ed|ing) \b""",
    ),
)
