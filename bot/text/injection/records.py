"""What programs hand to each other: turns of a conversation, results of a search, records with their keys."""

from __future__ import annotations

from bot.text.injection.rule import Rule

RULES = (
    Rule(
        "turn-of-a-conversation",
        "A speaker's role and a colon, at the beginning; or behind another sentence, if with a capital.",
        r"""^ (?: system | assistant | user | instructions? | prompt | human | ai ) \s* :
        | (?: [.!?>\]*)] \s* | - \s ) (?-i: User | Assistant | System | Human | AI
          | USER | ASSISTANT | SYSTEM | HUMAN ) \s* :""",
    ),
    Rule(
        "role-in-brackets",
        "A turn's label, at the beginning or closing it: '“[The system] is broken,” she said' is a quotation.",
        r"""^ \[ /? (?: system | assistant | user | instructions? | admin\w* | developer | prompt ) \b [^\]]{0,30} \]
        | \[/ (?: system | assistant | user | instructions? | admin\w* | developer | prompt
          | context | documents? | sources? ) \]""",
    ),
    Rule(
        "heading-of-a-prompt",
        "'### Instruction:', as models are trained with. A heading of news does not end behind such a word.",
        r"""^ \#+ \s* \W? (?: end\s(?:of\s)? )?
        (?: instructions? | response | system | prompt | input | assistant | user | human | context | task )
        \b \W* (?: $ | : )""",
    ),
    Rule(
        "line-between-parts",
        "What parts the articles from the instructions: '=== END OF CONTEXT ==='. A bare line parts paragraphs.",
        r"""(?<! [-=*#_] ) [-=*#_]{3,} \s* (?:
            (?: end | begin | start ) (?:\sof)? (?:\sthe)? \s (?:
              documents? | context | articles? | passages? | sources? | instructions? | message | prompt | data
            | input | text | session | story | results? )
          | (?: system | admin\w* ) \b
          | message\sfrom
        ) \b
        | < \s* end \s of \b""",
    ),
    Rule(
        "record",
        "A key and its value, as programs write them. 'Turnout: 54 percent' has neither braces nor quotation marks.",
        r"""\{ \s* \\?["“] [\w-]{1,20} \\?["”] \s* :
        | \{ \s* '? (?-i: [a-z_]\w* ) '? \s* : \s* ["'\[{\d]
        | ^ \W* " (?-i: [a-z_][a-z0-9_]* ) " \s* : \s* (?: ["\[{\d-] | true\b | false\b | null\b )""",
    ),
    Rule(
        "key-of-a-passage",
        "How a search names what it found: 'chunk_id: 12', '[passage 3: …]'. A writer's own '[sic]' has no number.",
        r"""\b (?: passage | chunk | document | doc | source | record | article | citation | span | quote | evidence
          | context | snippet ) [\s_-]? ids? \b \s* [:=#]
        | \[\[? (?: citations? | cite | passage | chunk | doc(?:ument)? | id | record | quote | evidence | context ) \b
          [^\]:=]{0,12} [:=] [^\]]{0,80} \]
        | ^ \W* (?: metadata | embedding | snippet | citation | retrieval )s? \s* [:=]""",
    ),
    Rule(
        "score-of-a-passage",
        "How well it fits and where it stands. 'A score of 0.92' is a school's.",
        r"""\b (?: score | similarity | relevance | confidence ) \s* [:=] \s* [01]? \. \d{2,}
        | \| \s* score \b
        | \b (?: start | end ) \s* = \s* ["']? \d+ \b""",
    ),
    Rule(
        "badge-of-a-proof",
        "A text claims to have been checked as this program checks. In news 'a verified account' is somebody's.",
        r"\b verified \s (?: citation | quote | answer | passage )s? \b",
    ),
    Rule(
        "name-in-a-program",
        "'assistant_directive'; but in an address such a name is an account's or a page's.",
        r"""(?<! [\w@./-] )
        _? (?: assistant | llm | ai | system | bot | model | agent | chatbot | tool | prompt | user )
        _ [a-z] \w \w+ (?! [\w@] )""",
    ),
    Rule(
        "result-of-a-tool",
        "What a program called by the model gave back. Of a search for the missing, news tells how it ended.",
        r"""^ \W* (?: tool | function | retriever | retrieval | search | api | agent ) [\s_-]
        (?: results? | outputs? | responses? | calls? ) \s* [:=({]""",
    ),
)
