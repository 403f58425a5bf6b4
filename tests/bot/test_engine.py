"""One question through the engine: pieces as they come, numbers, outcomes, stops, fall-backs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.answer import Answer, Claim, Notice, Usage, answer_from_dict
from bot.answerer import (
    DraftClaim,
    DraftConflict,
    DraftVersion,
    Piece,
    Quoted,
    Request,
    Span,
    TextDelta,
    Turn,
    Verdict,
)
from bot.engine import NewsBot, turn_of
from bot.faults import ModelFault
from bot.offline_answerer import OfflineAnswerer
from tests.bot.texts import FixedSearcher, make_article
from vectorstore.errors import ConfigError, MissingApiKey

BRIDGE = make_article(
    "bridge.txt",
    "Harrow Bridge was closed on Wednesday after divers found a crack in pier three."
    " Traffic uses the Lindow crossing.\n"
    "Engineers expect the inspection to last ten days.",
)
TOWN = make_article("town.txt", "The council said the bridge was closed on Tuesday. It did not give a reason.")


class Scripted:
    """Gives the pieces it was made with; an exception among them is raised."""

    def __init__(self, name: str, *pieces: Piece | Exception) -> None:
        self.name = name
        self.pieces = pieces
        self.asked: list[Request] = []
        self.closed = 0

    def draft(self, request: Request) -> Iterator[Piece]:
        self.asked.append(request)
        try:
            for piece in self.pieces:
                if isinstance(piece, Exception):
                    raise piece
                yield piece
        finally:
            self.closed += 1


def claim(text: str, article: Any = BRIDGE, quote: str | None = None) -> DraftClaim:
    quote = quote or text
    start = article.text.index(quote)
    return DraftClaim(text, (Span(article.id, start, start + len(quote)),))


CLOSED = "Harrow Bridge was closed on Wednesday after divers found a crack in pier three."
LASTS = "Engineers expect the inspection to last ten days."
DETOUR = "Traffic uses the Lindow crossing."


def bot(*answerers: Any, searcher: Any = None, default: str | None = None) -> NewsBot:
    named = {answerer.name: answerer for answerer in answerers}
    return NewsBot(searcher or FixedSearcher(BRIDGE, TOWN), named, default=default or answerers[0].name)


def test_a_claim_is_settled_after_its_draft_text_and_carries_a_quote_of_the_article() -> None:
    stream = bot(Scripted("offline", TextDelta(CLOSED), claim(CLOSED))).stream("When was Harrow Bridge closed?")
    pieces = list(stream)
    assert pieces[0] == TextDelta(CLOSED)
    assert pieces[1] == stream.answer.claims[0]
    assert stream.answer.outcome == "answered"
    citation = stream.answer.citation(1)
    assert BRIDGE.text[citation.start : citation.end] == citation.quote
    assert (citation.file, citation.sha256) == ("bridge.txt", BRIDGE.sha256)


def test_iterating_twice_gives_the_pieces_twice_and_asks_once() -> None:
    answerer = Scripted("offline", TextDelta("Draft"), claim(CLOSED), claim(LASTS))
    stream = bot(answerer).stream("When?")
    assert list(stream) == list(stream) != []
    assert len(answerer.asked) == 1


def test_a_reader_who_leaves_early_can_still_have_the_answer() -> None:
    stream = bot(Scripted("offline", TextDelta("Draft"), claim(CLOSED), claim(LASTS))).stream("When?")
    next(iter(stream))
    assert len(stream.answer.claims) == 2


def test_the_same_place_keeps_its_number_and_numbers_follow_first_use() -> None:
    both = DraftClaim(f"{CLOSED} {DETOUR}", (*claim(DETOUR).evidence, *claim(CLOSED).evidence))
    answer = bot(Scripted("offline", claim(LASTS), both, claim(CLOSED))).ask("When?")
    assert [one.citations for one in answer.claims] == [(1,), (2, 3), (3,)]
    assert [citation.quote for citation in answer.citations] == [LASTS, DETOUR, CLOSED]


def test_a_repeated_sentence_is_said_once() -> None:
    answer = bot(Scripted("offline", claim(CLOSED), claim(CLOSED))).ask("When?")
    assert len(answer.claims) == 1
    assert answer.rejected[0].reason == "the same was said before"


def test_what_does_not_stand_goes_to_rejected_with_a_reason_and_never_into_the_text() -> None:
    false = DraftClaim("Harrow Bridge was closed on Friday.", claim(CLOSED).evidence)
    answer = bot(Scripted("offline", false, claim(LASTS))).ask("When?")
    assert [one.text for one in answer.claims] == [LASTS]
    assert answer.rejected[0].text == false.text
    assert answer.rejected[0].reason
    assert "Friday" not in answer.text


def test_not_found_has_no_claims_and_shows_the_nearest_sentences_without_numbers() -> None:
    answer = bot(Scripted("offline", Verdict("not_found", 0.1))).ask("Who designed Harrow Bridge?")
    assert (answer.outcome, answer.claims, answer.citations) == ("not_found", (), ())
    assert answer.nearest[0].number is None
    assert answer.nearest[0].quote == CLOSED
    assert answer.searched.articles == 2
    assert answer.confidence == 0.1
    assert not any(one.used for one in answer.considered)


def test_what_was_considered_says_why() -> None:
    answer = bot(Scripted("offline", claim(CLOSED))).ask("When was Harrow Bridge closed?")
    assert answer.considered[0].used
    assert answer.considered[0].reason == "quoted as [1]"
    assert "passed over" in answer.considered[-1].reason


def test_both_sides_of_a_conflict_are_cited() -> None:
    sides = tuple(
        DraftVersion(text, None, claim(text, article).evidence[0])
        for text, article in [(CLOSED, BRIDGE), ("The council said the bridge was closed on Tuesday.", TOWN)]
    )
    verdict = Verdict("answered", conflicts=(DraftConflict("the day", "disagree", sides),))
    answer = bot(Scripted("offline", claim(CLOSED), verdict)).ask("When was the bridge closed?")
    assert [answer.citation(one.citation).file for one in answer.conflicts[0].versions] == ["bridge.txt", "town.txt"]


def test_a_statement_and_its_denial_stay_disputed() -> None:
    sides = tuple(
        DraftVersion(text, None, claim(text, article).evidence[0])
        for text, article in [(CLOSED, BRIDGE), ("The council said the bridge was closed on Tuesday.", TOWN)]
    )
    verdict = Verdict("answered", conflicts=(DraftConflict("the day", "disputed", sides),))
    answer = bot(Scripted("offline", claim(CLOSED), verdict)).ask("When was the bridge closed?")
    assert [one.kind for one in answer.conflicts] == ["disputed"]


def test_a_conflict_with_one_side_that_cannot_be_proved_is_none() -> None:
    sides = (DraftVersion(CLOSED, None, claim(CLOSED).evidence[0]), DraftVersion("No.", None, Span("gone", 0, 5)))
    verdict = Verdict("answered", conflicts=(DraftConflict("the day", "disagree", sides),))
    answer = bot(Scripted("offline", claim(CLOSED), verdict)).ask("When?")
    assert answer.conflicts == ()
    assert "not among those found" in answer.rejected[0].reason


def test_what_another_answerer_cannot_prove_is_not_said_to_be_the_models() -> None:
    sides = (DraftVersion(CLOSED, None, claim(CLOSED).evidence[0]), DraftVersion("No.", None, Span("gone", 0, 5)))
    verdict = Verdict("answered", conflicts=(DraftConflict("the day", "disagree", sides),))
    model = Scripted("model", claim(CLOSED), Verdict("answered"))
    answer = bot(model, Scripted("offline", claim(CLOSED), verdict)).ask("When?")
    assert (answer.answerer, answer.conflicts, answer.rejected) == ("model", (), ())


def test_a_model_that_fails_is_followed_by_the_offline_answer_and_its_draft_is_kept_apart() -> None:
    fault = ModelFault("The model's server is busy. Try again later.", code="busy")
    model = Scripted("model", TextDelta("It closed "), Usage(10, 2), fault)
    answer = bot(model, Scripted("offline", claim(CLOSED)), default="model").ask("When?")
    assert (answer.requested_answerer, answer.answerer) == ("model", "offline")
    assert (answer.stop_reason, answer.complete) == ("provider", False)
    assert answer.notice is not None
    assert answer.notice.code == "busy"
    assert answer.draft == "It closed "
    assert [one.text for one in answer.claims] == [CLOSED]
    assert answer.usage == Usage(10, 2)
    assert "It closed " not in answer.text


def test_claims_of_a_model_that_fails_later_are_withdrawn_and_leave_no_number_behind() -> None:
    model = Scripted("model", TextDelta(LASTS), claim(LASTS), TextDelta("And"), ModelFault("Gone.", code="cut"))
    answer = bot(model, Scripted("offline", claim(CLOSED)), default="model").ask("When?")
    assert [one.citations for one in answer.claims] == [(1,)]
    assert [citation.quote for citation in answer.citations] == [CLOSED]
    assert answer.draft == LASTS + "And"


def test_a_model_that_proves_nothing_is_followed_by_the_offline_answer() -> None:
    model = Scripted("model", DraftClaim("It cost 9.9 billion.", (Quoted("k7"),)))
    answer = bot(model, Scripted("offline", claim(CLOSED)), default="model").ask("When?")
    assert answer.answerer == "offline"
    assert answer.notice is not None
    assert answer.notice.code == "unproved"
    assert answer.rejected[0].text == "It cost 9.9 billion."


def test_an_answer_cut_at_its_limit_keeps_what_was_proved_and_says_so() -> None:
    verdict = Verdict("answered", complete=False, stop_reason="length")
    model = Scripted("model", claim(CLOSED), TextDelta("Engin"), verdict)
    answer = bot(model, Scripted("offline", claim(LASTS)), default="model").ask("When?")
    assert (answer.answerer, answer.complete, answer.stop_reason) == ("model", False, "length")
    assert answer.notice is not None
    assert answer.draft == "Engin"


def test_stopping_closes_the_draft_and_keeps_what_arrived() -> None:
    answerer = Scripted("offline", claim(CLOSED), TextDelta("Engineers ex"), TextDelta("pect"), claim(LASTS))
    stream = bot(answerer).stream("When?")
    seen = []
    for piece in stream:
        seen.append(piece)
        if piece == TextDelta("Engineers ex"):
            stream.stop()
    assert answerer.closed == 1
    answer = stream.answer
    assert (answer.stop_reason, answer.complete) == ("user", False)
    assert [one.text for one in answer.claims] == [CLOSED]
    assert answer.draft == "Engineers ex"


class Sends:
    """A draft that notes when it is asked for its first piece, which is when a provider would be."""

    def __init__(self) -> None:
        self.sent = False
        self.closed = False

    def __iter__(self) -> Iterator[Piece]:
        return self

    def __next__(self) -> Piece:
        if self.closed or self.sent:
            raise StopIteration
        self.sent = True
        return claim(CLOSED)

    def result(self) -> tuple[str | None, Usage | None]:
        self.sent = not self.closed
        return None, None

    def close(self) -> None:
        self.closed = True


class StopsMeanwhile:
    """Stopped by its person in the very moment in which its work is made."""

    name = "model"

    def __init__(self, at: str) -> None:
        self.at = at
        self.made = Sends()

    def rewriting(self, question: str, history: Any) -> Any:
        return self._made("rewriting")

    def draft(self, request: Request) -> Iterator[Piece]:
        return self._made("draft")

    def _made(self, what: str) -> Sends:
        if what == self.at:
            self.stream.stop()
            return self.made
        return Sends()

    def asked(self, *history: Turn) -> Answer:
        self.stream = bot(self).stream("What did he say?", history)
        return self.stream.answer


@pytest.mark.parametrize("at", ["rewriting", "draft"])
def test_a_stop_while_the_work_is_being_made_leaves_nothing_sent(at: str) -> None:
    answerer = StopsMeanwhile(at)
    answer = answerer.asked(Turn("Who runs it?", "Who runs it?", "Ada Moss and Tom Hale run it."))
    assert answerer.made.closed
    assert not answerer.made.sent
    assert (answer.stop_reason, answer.claims) == ("user", ())


def test_a_second_look_at_a_stream_that_failed_is_told_the_same() -> None:
    fault = MissingApiKey("No key.")
    stream = bot(Scripted("model", claim(CLOSED), fault)).stream("When?")
    for _ in range(2):
        with pytest.raises(MissingApiKey) as raised:
            list(stream)
        assert raised.value is fault
    with pytest.raises(MissingApiKey):
        _ = stream.answer
    first = next(iter(stream))  # what came is still there
    assert isinstance(first, Claim)
    assert first.text == CLOSED


def test_leaving_the_stream_as_a_context_closes_the_draft() -> None:
    answerer = Scripted("offline", TextDelta("Engineers"), claim(LASTS))
    with bot(answerer).stream("When?") as stream:
        next(iter(stream))
    assert answerer.closed == 1


def test_an_article_that_changed_since_it_was_searched_is_not_cited() -> None:
    searcher = FixedSearcher(BRIDGE)
    changed = make_article("bridge.txt", "Nothing of it is left.")
    found = searcher.search("bridge")
    searcher.kept = {BRIDGE.id: changed}
    searcher.search = lambda *_, **__: found  # type: ignore[method-assign]
    answer = bot(OfflineAnswerer(reads=False), searcher=searcher).ask("When was Harrow Bridge closed?")
    assert answer.outcome == "not_found"
    assert "changed" in answer.considered[0].reason


@pytest.mark.parametrize("said", ["thanks!", "Hello", "ok", "gracias", "Merci beaucoup !"])
def test_thanks_and_greetings_find_nothing(said: str) -> None:
    answerer = Scripted("offline", Verdict("not_found"))
    answer = bot(answerer).ask(said)
    assert (answer.outcome, answer.nearest) == ("not_found", ())
    assert answerer.asked[0].hits == ()


@pytest.mark.parametrize(
    ("question", "words"),
    [("  ", "empty"), ("x" * 10_000, "10,000 characters; at most 2,000")],
)
def test_a_question_that_cannot_be_asked_is_one_clear_line(question: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words) as error:
        bot(Scripted("offline")).ask(question)
    assert error.value.exit_status == 2
    assert "\n" not in str(error.value)


def test_an_unknown_answerer_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="Choose one of: model, offline"):
        bot(Scripted("offline"), Scripted("model")).stream("When?", answerer="modle")


def test_an_answer_survives_its_own_contract() -> None:
    answer = bot(Scripted("offline", claim(CLOSED))).ask("When?")
    assert answer_from_dict(answer.to_dict()) == answer


def test_an_answer_becomes_history() -> None:
    answer = bot(Scripted("offline", claim(CLOSED), claim(LASTS))).ask("When?")
    turn = turn_of(answer)
    assert turn.answer_text == f"{CLOSED} {LASTS}"
    assert turn.article_ids == (BRIDGE.id,)


def test_a_search_by_words_alone_is_said_and_its_similarities_mean_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    searcher, scripted = FixedSearcher(BRIDGE), Scripted("one", claim("Harrow Bridge was closed on Wednesday"))
    bot, search = NewsBot(searcher, {"one": scripted}, default="one"), searcher.search
    bot.ask("When was the bridge closed?")
    monkeypatch.setattr(
        searcher, "search", lambda *given, **more: replace(search(*given), notice="No vectors.", by_words_alone=True)
    )
    answer = bot.ask("When was the bridge closed?")
    assert [request.embedder for request in scripted.asked] == ["fixed", None]
    assert answer.notice == Notice("embedder", "No vectors.")
