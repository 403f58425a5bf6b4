r"""What several rules have in common, by name.

All patterns are verbose: white space in them is for the eye. A text is brought to single spaces before a rule reads it,
so a lone `\s` is all that stands between two words.
"""

from __future__ import annotations


def words(most: int) -> str:
    """Up to so many words, whatever they are, each with the space behind it."""
    return rf"(?:\w+\s){{0,{most}}}"


def chars(most: int) -> str:
    """Up to so many characters of one sentence."""
    return rf"[^.?!]{{0,{most}}}"


# --- where an order begins, and when it is none

# At the beginning of a text, behind a mark that begins a clause, or behind a word that orders.
ORDERED = r"""(?: ^\W*
  | [.:;!?,(\[{<>*#"“'‘)\]}-] \s*
  | \b (?: please | kindly | now | just | simply | always | must | should | then | first
    | want\syou\sto | you\sto ) \s )"""

# What may stand between that place and the verb.
YOU_MUST = r"""(?:
    (?: please | do | now | instead\s*,? | always | must | should | you\s(?:must|should|will|are\sto|have\sto) ) \s
  ){0,5}"""

# The same of a polite request, at the beginning of a text.
ASKED = r"""(?:
    (?: please | do | kindly | now | just | also | then | always | (?:can|could|would|will)\syou(?:\splease)? ) \s*,?\s
  ){0,5}"""

# From here on no quotation ends with its speaker: "Answer the question!" the opposition shouted.
NOT_SPOKEN = r"""(?! .* [,!?]["”’»] \s (?:[\w.’'-]+\s){0,4} (?:
    said | says | told | tells | added | adds | wrote | writes | tweeted | posted | urged | asked | shouted | chanted
  | cried | called | replied | insisted | demanded | quipped | joked | warned ) \b )"""

# What may stand between two words of a sentence, quotations as a whole: a word inside one does not join one outside.
SAME_SENTENCE = r"""(?: [^.?!:“”"«»] | [.:](?=[^\s“”"«»]) | [“"«][^“”"«»]{0,120}[”"»] ){0,160}?"""


# --- what is spoken of

MACHINE = r"(?: ai | a\.i\. | chat\s?bots? | (?:language|ai)\s(?:models?|bots?) | llms? )"

ANSWER = r"(?: answers? | repl(?:y|ies) | responses? )"
REPLY = rf"(?: {ANSWER} | outputs? | completions? | summar(?:y|ies) )"

ARTICLE = r"(?: article | story | document | source | passage | text | page ) \b"

# A word to be said as it stands, so that its writer can tell who obeyed.
CODE_WORD = r"(?-i: [A-Z0-9_-]{5,} \b )"


# --- an address

# What a link has around it: `<a href=`, `[the bank](`, a bracket, a quotation mark.
_AROUND = r"""(?: <a\b[^<>]*?href\s*=\s* | \[[^\]]{0,60}\]\( | [\[(<"“'‘`] | \s ){0,6}"""

# Lower case, for "said.The" is a lost space; and no part of an e-mail address.
_DOMAIN = r"(?-i: (?<![\w@.-]) [a-z0-9](?:[a-z0-9-]*[a-z0-9])? (?:\.[a-z0-9-]{2,})* \.[a-z]{2,} (?![\w@]) )"

HOST = rf"{_AROUND} (?: https?:// | www\. | {_DOMAIN} )"
