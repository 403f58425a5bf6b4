"""Who says so in a sentence, and through which outlet. In the article's own words, or not at all."""

from __future__ import annotations

from dataclasses import dataclass

from bot.offline.candidates import Candidate
from bot.offline.outlets import reported_by
from bot.offline.own_speaker import own_speaker
from bot.offline.speakers import speaker_in
from bot.offline.tags import tags
from bot.offline.told_of import only_person
from bot.offline.whose_words import of_what_was_told, spoken_in


@dataclass(frozen=True)
class Attribution:
    speaker: str | None = None
    reported_by: str | None = None


def attribute(one: Candidate) -> Attribution:
    """From the sentence itself; for a quotation that goes on, from the sentence that says whose it is."""
    own, reported = own_speaker(one), reported_by(one.text)
    source = None if own else spoken_in(one)
    if source is None:
        return Attribution(own or of_what_was_told(one), reported)
    return Attribution(own_speaker(source) or only_person(source), reported or reported_by(source.text))


def quoted_aside(one: Candidate) -> str | None:
    """Who speaks in a clause of a sentence that is not theirs: "The walk was led by Ada Moss, who called it “a joke”"."""
    tag = next((tag for tag in tags(one) if tag.aside), None)
    return speaker_in(tag.who, one.article) if tag else None
