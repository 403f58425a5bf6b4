"""The reader is sent to an address, as no reporter would: "details are at example.org" is the reporter's.

Held back are a reader told to go to one ("Visit example.org", "click here: …"), and one to which something of the
reader's is wanted ("To keep your account, visit …"). An article's service line passes ("For more information, visit …",
"Customers should visit …", a quoted "Report it at …"), and so does an address that is only named.
"""

from __future__ import annotations

import re

from bot.text.injection.parts import HOST, NOT_SPOKEN, chars
from bot.text.injection.rule import Rule

# Where readers are told what they must do.
_TO_THE_READER = r"""(?: ^ \W* (?: \w+ \s*:\s* )?
  | [.:;!?,<(\["“'‘>] \s*
  | \b (?:
      please | kindly | print
    | (?: readers? | users? | customers? | clients? | you | subscribers? | everyone | visitors? | account\sholders? ) \s
      (?: must | should | need\sto | have\sto | are\s(?:asked|required|requested|advised)\sto )
    ) \s
  ) (?: (?: please | kindly | now | just ) \s ){0,5}"""

# What is done at an address, or with it.
_GO = r"""(?:
    (?: go | navigate | head | proceed | browse | connect | move | switch ) (?: \sover | \sback )? \s to
  | go\shere | direct | address | refer | point | visit | click(?:\son|\shere)? | open
  | (?:log|sign)\s?(?:in|on|up)(?:\s?to)? | follow | download | install
  | verify | confirm | validate | update | (?:re-?)?enter | submit | claim | register | call\sup | check\sout | report
  | fetch | load | send | forward | upload | redirect | inform | tell ) \b"""

RULES = (
    Rule(
        "go-to-this-address",
        "An order to the reader, and an address behind it. Police may say that a gang 'registered the domain'.",
        rf"""{_TO_THE_READER} {_GO} {NOT_SPOKEN}
        (?: {chars(80)}? (?: \b (?: to | at | on | from | via | in | through | into | visit ) \b | : ) )? \s* {HOST}""",
    ),
    Rule(
        "trust-this-address",
        "An address is called the right one, or harmless, as none needs to be that a reporter names.",
        rf"""\b domain (?:\sname)? \s is \s* :? \s* {HOST}
        | \b this \s domain \b [^?!]{{0,60}} \b is \s (?: clearly\s | completely\s | perfectly\s )?
          (?: safe | benign | not\smalicious | harmless ) \b
        | \b sign \s in \s again \s at \b""",
    ),
    Rule(
        "address-to-fill-in",
        "An address that ends where something secret is to be put: 'https://example.org/?q=' and nothing, or CAPITALS.",
        r"https?:// \S* = (?: [\"'\s`] | $ | [\[{<] | (?-i: [A-Z]{4,} \b ) )",
    ),
    Rule(
        "address-in-brackets",
        "One without a scheme; '<news@example.org>' and '<https://example.org>' are how an address is printed.",
        r"< (?! https?: | mailto: ) [\w.-]* \w \. [a-z]{2,} (?: / [^<>@\s]* )? >",
    ),
)

# The service line of an article, whose address is the reporter's. Nothing of the reader's own is asked for in it.
_SERVICE = re.compile(
    r"""(?P<lead> (?: ^ | (?<=[.?!]\s) | (?<=[.?!]["”]\s) ) \W{0,3} (?:
        (?:for|to) \s
        (?! [^,]{0,60} \b (?:
          your? | yours | accounts? | passwords? | log\s?in | prizes? | refunds? | rewards? | verify | claim ) \b )
        [^,.?!:]{3,60} , \s* (?: visit | go\sto | see )
      | (?:\w+\s){0,2} (?:
          readers | customers | residents | passengers | travell?ers | visitors | motorists | drivers | parents | voters
        | patients | applicants | people | anyone
        ) (?: \s [\w'’-]+ ){0,6}? \s (?:should|can) \s (?: visit | go\sto | see )
      | (?<=[“"]) report \s (?: it | them | this | any\s\w+ ) \s (?: at | to | via | on )
    ) )
    \s (?:https?://)? (?: [a-z0-9-]{1,40} \. ){1,4} [a-z]{2,10} (?: / [\w/.-]{0,60} )? (?! [\w@/\[(<] )""",
    re.IGNORECASE | re.VERBOSE,
)


def without_service_lines(text: str) -> str:
    """The text with the address of each service line left out."""
    return _SERVICE.sub(r"\g<lead> it", text)
