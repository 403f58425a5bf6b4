"""What programs read, and readers of the news never see. Plain tags of a text ("<p>", "<b>") are only untidy."""

from __future__ import annotations

from bot.text.injection.rule import Rule

# The tags that a text may begin with.
_PLAIN_TAG = r"""(?:
    p | b | i | u | em | br | hr | ol | ul | li | dl | dt | dd | td | tr | th | strong | small | h[1-6] | blockquote
  | figure | figcaption | section | header | footer | main | table | sub | sup | del | ins | mark | s | q | a | div
  | font | time | abbr | center ) \b"""

RULES = (
    Rule(
        "comment",
        "What is written into a page for no reader: comments of HTML and Markdown.",
        r"<!-- | --> | <!\[cdata | \]\]> | ^ \W* \[//\]:",
    ),
    Rule(
        "template-code",
        "What a program fills in or runs, in the brackets of such programs. One bracket is a writer's own.",
        r"\{% | %\} | \{\{ | \}\} | \[\[ /? [a-z_\s]+ \]\] | <\? (?:xml|php)",
    ),
    Rule(
        "chat-template",
        "The marks that part one turn of a conversation from the next inside a model.",
        r"""< \s*/?\s* (?: system | instructions? | assistant | user | im_start | im_end | prompt ) \b
        | \[ /? INST \]
        | <\|""",
    ),
    Rule(
        "tag-of-a-record",
        "The tags in which articles are handed to a model, and its answers back. '<b>' is a page's own.",
        r"""< \s*/?\s* (?:
            documents? | docs? | passages? | context | cite | citations? | sources? | quotes? | answers? | claims?
          | records? | results? | information | info | tool\w* | function\w* | memory | think\w* | data | articles?
          | query | question | user_\w+ | snippets? | chunks? | response | reply | output | input | hidden | secret
          | important | note | admin\w* | developer | rules? | task | policy | metadata | retrieved\w* | search\w*
          | evidence | reference | ref | span | fact
        ) (?: [\s_:-] [^<>]* )? /? >""",
    ),
    Rule(
        "tag-with-attributes",
        "A tag that loads, hides or runs something, or that stands where a quotation would: `<<a href=`.",
        r"""< \s* (?: img | iframe | script | form | input | object | embed | link | meta | svg | video | audio
          | base ) \b [^<>]*? \s [a-z-]+ \s* =
        | < \s* \w+ \b [^<>]*? \s
          (?: (?: data-[\w-]+ | aria-[\w-]+ | title | alt | style | on[a-z]+ | color ) \s* = | hidden \b )
        | << \s* (?: ["'`<\[] | a \s \w+ \s* = )""",
    ),
    Rule(
        "begins-with-a-tag",
        "But for the plain tags, a figure ('<5 percent'), an address, and a Spanish quotation ('<<Nadie vino>>').",
        rf"""^ [\s"'“‘`>]*
        (?! << (?! \s* ["'`\[] ) [^<>]+ >> )
        <+ (?! \s*/?{_PLAIN_TAG} [^<>]* > )
        (?= [^\s\d=<] ) (?! https?: | mailto: | [\w.+-]+@ )""",
    ),
    Rule(
        "markdown-link-or-image",
        "A forged image, a link within the page, a link's definition (and one cut in two).",
        r"""!\[ [^\]]* \] \( [^)]* \)
        | \] \( \# \w+ \)
        | ^ \W* \[ \^? \w{1,12} \] : \s* (?: < | https?: | www\. )
        | ^ : \s* (?: < | https?: | www\. )""",
    ),
)
