"""People who are spoken of without a name: "the driver", "one man", "the wife of one of the victims"."""

from __future__ import annotations

import re

from bot.offline.people_words import is_role
from bot.text.mentions import Gender

_DESCRIPTION = re.compile(
    r"^(?P<who>(?:The|A|An|One|His|Her) (?:(?!(?:his|her|their|its|the|an?|of|that|who)\b)[\w’'-]+ ){0,3}?(?:(?P<her>wife|woman|mother|daughter|sister|girl|widow|spokeswoman|actress|"
    r"grandmother|aunt|niece|girlfriend|chairwoman|policewoman)|man|husband|father|son|brother|boy|widower|spokesman|actor|uncle|"
    r"grandfather|nephew|boyfriend|chairman|policeman)(?: of (?:one of )?(?:(?:the|a|an|his|her|their) )?[\w’'-]+)?)\b(?!,? [A-Z])"
)
_SOMEBODY = re.compile(  # "the driver", "a 22-year-old assistant", "one man", "the retired teacher"
    r"(?<![\w’'-])(?:(?P<of>of|for|de|du|as|named|becomes?|was|is|fue|est)\s+)?"
    r"(?:(?P<hers>his|her|sus?|son|sa)|the|an?|one|another|each|every|el|la|le|une?|una|cette|cet|ce)\s+"
    r"(?P<who>(?:(?!(?:as|in|at|of|for|to|and|or|with|by|from|on|who|that|is|was|de|en|et|y|que|qui)\b)[\w-]+\s+){0,3}[\w-]+)",
    re.IGNORECASE,
)


def somebody_in(text: str, *, hers_too: bool) -> list[int]:
    """Where a person is spoken of without a name. "His lawyer" counts only if `hers_too`: to the lawyer "he" is another."""
    found = []
    for match in _SOMEBODY.finditer(text):
        words = match["who"].split()
        at = next((at for at, word in enumerate(words) if is_role(word) or "year-old" in word), None)
        if at is None or match["of"] or (match["hers"] and not hers_too):
            continue
        if not words[at].endswith("s") and not re.match(
            r"[’']s?\b", text[match.start("who") + match["who"].index(words[at]) + len(words[at]) :]
        ):
            found.append(match.start())
    return found


def described(text: str, gender: Gender) -> str | None:
    """A person who opens the sentence and has no name there: "The wife of one of the victims"."""
    match = _DESCRIPTION.match(text)
    if match is None:
        return None
    return match.group("who") if gender == ("f" if match.group("her") else "m") else None
