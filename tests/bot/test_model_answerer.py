"""What becomes of a model's text: sentences proved and cited, repaired once, refused; abstentions; follow-ups; cost."""

from __future__ import annotations

import gc
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot import model_answerer
from bot.answer import Answer, Usage
from bot.answerer import DraftClaim, Piece, Request, TextDelta, Turn
from bot.citations import cite
from bot.model.provider import Budget, Call, ModelSettings, Stopped
from bot.model_answerer import ModelAnswerer
from bot.offline.reader import UNREAD
from bot.offline_answerer import OfflineAnswerer
from tests.bot.models import COST, JOBS, PATIENT, PLANT, QUESTION, answerer, bot, id_of, message, records
from tests.bot.texts import make_article, request_of
from tests.fake_provider import FakeProvider, serve
from vectorstore.errors import ConfigError, EmbedderError, MissingApiKey
from vectorstore.passage import Hit

END = {"finish": "stop", "done": True}


def asked(
    *replies: str, question: str = QUESTION, articles: Any = (PLANT,), **settings: Any
) -> tuple[Answer, FakeProvider]:
    """Replies in order; {words} in one becomes the id that the passage with these words has this turn."""
    left = list(replies)

    def reply(body: dict[str, Any]) -> str:
        text = left.pop(0) if len(left) > 1 else left[0]
        for one in records(body):
            for words in ("Dorn", "May", "Wednesday"):
                if words in one["text"]:
                    text = text.replace(f"{{{words}}}", one["id"])
        return text

    with serve(reply=reply) as provider:
        return bot(provider.base_url, *articles, **settings).ask(question), provider


def test_a_proved_sentence_is_cited_by_its_exact_place() -> None:
    answer, _ = asked("The Dorn plant cost 4.2 million euros [{Dorn}].")
    assert (answer.answerer, answer.outcome) == ("model", "answered")
    assert answer.text == "The Dorn plant cost 4.2 million euros. [1]"
    assert answer.citation(1).quote == COST


@pytest.mark.parametrize(
    "ids", ["", " [{May}]", " [7]", " [zz9]", " [{Dorn}, {May}]", " [K90210]", " [k90210, {Dorn}]"]
)
def test_an_id_is_a_hint_and_the_text_decides(ids: str) -> None:
    answer, _ = asked(f"The plant in Dorn cost 4.2 million euros{ids}.")
    assert [citation.quote for citation in answer.citations] == [COST]


def test_sentences_settle_while_the_rest_still_streams() -> None:
    steps = {"chunks": [COST, "\n", "It will ", "employ 260 people."], **END}
    with serve(steps) as provider:
        pieces = list(bot(provider.base_url).stream(QUESTION))
    kinds = ["delta" if isinstance(piece, TextDelta) else "claim" for piece in pieces]
    assert "claim" in kinds[:-1]
    assert "".join(piece.text for piece in pieces if isinstance(piece, TextDelta)) == f"{COST}\n{JOBS}"


def test_a_false_sentence_among_right_ones_is_refused_without_another_call() -> None:
    answer, provider = asked(f"{COST} [{{Dorn}}]\nIt will employ 620 people. [{{Dorn}}]")
    assert [claim.text for claim in answer.claims] == [COST]
    assert "620" in answer.rejected[0].reason
    assert len(provider.chats) == 1


def test_the_reason_is_the_verifiers_also_where_no_passage_was_named() -> None:
    answer, _ = asked("It will employ 620 people.")
    assert "620" in answer.rejected[0].reason


def test_a_model_that_proves_nothing_is_asked_once_to_repair_it() -> None:
    answer, provider = asked("It cost a fortune in Dorn [{Dorn}].", f"{COST} [{{Dorn}}]")
    assert len(provider.chats) == 2
    assert (answer.answerer, [claim.text for claim in answer.claims]) == ("model", [COST])
    assert "It cost a fortune in Dorn." in message(provider.chats[1].body)


def test_a_repair_that_fails_leaves_the_reasons_and_the_offline_answer() -> None:
    answer, provider = asked("It cost 9.9 billion [{Dorn}].")
    assert len(provider.chats) == 2
    assert answer.answerer == "offline"
    assert answer.notice is not None
    assert answer.notice.code == "unproved"
    assert "9.9" in answer.rejected[0].reason


def test_a_right_answer_in_words_that_prove_nothing_is_given_in_the_articles_own() -> None:
    mural = make_article("mural.txt", MURAL)
    question = "When was the mural painted over?"
    said = "Its colourful picture vanished from sight on Wednesday"
    answer, provider = asked(said, question=question, articles=(mural,), advice=OfflineAnswerer().advice)
    assert [claim.text for claim in answer.claims] == ["The mural was painted over on Wednesday."]
    assert (answer.answerer, len(provider.chats)) == ("model", 1)
    assert said in answer.rejected[0].text
    assert answer.notice is not None
    assert answer.notice.code == "quoted"


def test_a_model_that_found_nothing_is_left_with_that_where_no_sentence_surely_answers() -> None:
    mural = make_article("mural.txt", MURAL)
    said = "Its colourful picture vanished from sight on Wednesday\nNOT FOUND"
    question = "Who had the mural painted over on Wednesday?"
    answer, _ = asked(said, question=question, articles=(mural,), advice=OfflineAnswerer().advice)
    assert answer.outcome == "not_found"


def test_a_sentence_that_surely_answers_stands_where_the_model_found_none() -> None:
    tower = make_article("tower.txt", "The tower was built by Ada Moss in 1931.\nRain fell all day.")
    answer, provider = asked(
        "NOT FOUND", question="Who built the tower?", articles=(tower,), advice=OfflineAnswerer().advice
    )
    assert [claim.text for claim in answer.claims] == ["The tower was built by Ada Moss in 1931."]
    assert (answer.answerer, len(provider.chats)) == ("model", 1)
    assert answer.notice is not None
    assert answer.notice.code == "quoted"


def test_what_the_articles_do_not_answer_is_not_put_into_their_words() -> None:
    mural = make_article("mural.txt", MURAL)
    said = "The mayor bought the picture on Wednesday"
    answer, _ = asked(said, question="Who bought the mural?", articles=(mural,), advice=OfflineAnswerer().advice)
    assert answer.answerer == "offline"
    assert answer.outcome == "not_found"


def test_a_proved_sentence_that_does_not_answer_is_set_aside() -> None:
    mural = make_article("mural.txt", MURAL)
    said = "Rain fell all day."
    answer, provider = asked(
        said, question="Who is the mayor's brother?", articles=(mural,), advice=OfflineAnswerer().advice
    )
    assert (answer.outcome, answer.answerer, answer.claims) == ("not_found", "model", ())
    assert [one.text for one in answer.rejected] == [said]
    assert answer.notice is not None
    assert answer.notice.code == "beside"
    assert len(provider.chats) == 1


def test_a_sentence_beside_the_question_does_not_take_the_answer_along() -> None:
    mural = make_article("mural.txt", MURAL)
    answer, _ = asked(
        "Its painter was paid 900 euros. Rain fell all day.",
        question="How much was the painter of the mural paid?",
        articles=(mural,),
        advice=OfflineAnswerer().advice,
    )
    assert [claim.text for claim in answer.claims] == ["Its painter was paid 900 euros."]
    assert [one.text for one in answer.rejected] == ["Rain fell all day."]
    assert answer.notice is None


def test_an_answer_without_the_figure_that_is_asked_for_says_so() -> None:
    ransom = make_article("ransom.txt", "The family paid the ransom, and the man came home.\nRain fell all day.")
    said = "The family paid the ransom."
    question = "How much ransom did the family pay?"
    answer, _ = asked(said, question=question, articles=(ransom,), advice=OfflineAnswerer().advice)
    assert (answer.outcome, answer.answerer) == ("partial", "model")
    assert [one.text for one in answer.notes] == ["The articles do not give the figure."]


def test_a_sentence_that_surely_answers_stands_for_one_that_is_set_aside() -> None:
    tower = make_article("tower.txt", "The tower was built by Ada Moss in 1931.\nRain fell all day.")
    answer, _ = asked(
        "Rain fell all day.", question="Who built the tower?", articles=(tower,), advice=OfflineAnswerer().advice
    )
    assert [claim.text for claim in answer.claims] == ["The tower was built by Ada Moss in 1931."]
    assert [one.text for one in answer.rejected] == ["Rain fell all day."]


def test_beside_a_sentence_that_is_not_proved_the_offline_answer_stands_in() -> None:
    mural = make_article("mural.txt", MURAL)
    said = "Rain fell all day. His name was Tom."
    answer, _ = asked(said, question="Who is the mayor's brother?", articles=(mural,), advice=OfflineAnswerer().advice)
    assert (answer.answerer, answer.outcome) == ("offline", "not_found")


def test_a_place_that_was_not_read_may_answer() -> None:
    mural = make_article("mural.txt", MURAL)
    advice = OfflineAnswerer().advice(request_of("Who is the mayor's brother?", (mural,)))
    last = cite(mural, mural.text.index("Rain"), mural.text.index("Rain") + len("Rain fell all day."))
    assert advice.beside([last])
    advice._weighed[:] = [replace(one, reading=UNREAD) for one in advice._weighed]
    assert not advice.beside([last])


def test_a_summary_may_have_sentences_that_answer_little_each() -> None:
    mural = make_article("mural.txt", MURAL)
    answer, _ = asked(
        "Rain fell all day.", question="Summarise the articles.", articles=(mural,), advice=OfflineAnswerer().advice
    )
    assert [claim.text for claim in answer.claims] == ["Rain fell all day."]


def test_abstaining_is_not_found_without_citations() -> None:
    answer, _ = asked("NOT FOUND")
    assert (answer.outcome, answer.claims, answer.citations, answer.answerer) == ("not_found", (), (), "model")
    assert answer.nearest


def test_a_partial_answer_says_what_is_missing_in_the_words_of_the_question() -> None:
    answer, _ = asked(
        f"{COST} [{{Dorn}}]\nMISSING: who designed the plant", question="Who designed the plant, at what cost?"
    )
    assert answer.outcome == "partial"
    assert answer.notes[0].text == "The articles do not answer this part: who designed the plant"
    answer, _ = asked(f"{COST} [{{Dorn}}]\nMISSING: the designer, Hans Gruber of Essel", question="Who designed it?")
    assert "Gruber" not in answer.text


def test_a_right_answer_with_nothing_missing_is_whole() -> None:
    answer, _ = asked(f"{COST} ({{Dorn}})\nMISSING: none")
    assert (answer.outcome, answer.notes, [claim.text for claim in answer.claims]) == ("answered", (), [COST])


def test_a_refusal_with_a_bullet_is_one() -> None:
    answer, provider = asked("- NOT FOUND")
    assert (answer.outcome, answer.answerer, len(provider.chats)) == ("not_found", "model", 1)


def test_no_half_of_a_sentence_is_proved() -> None:
    left = "She left the room with Sen. Karl Voigt and Lt. Tom Orr."
    room = make_article("room.txt", f"{left} Rain fell all day.")
    answer, _ = asked(left, question="Whom did she leave the room with?", articles=(room,))
    assert [claim.text for claim in answer.claims] == [left]


def test_who_says_so_is_read_off_the_article() -> None:
    answer, _ = asked("The first units ship in May, Tomas Reyl said. [{May}]")
    assert answer.claims[0].speaker == "Tomas Reyl"


def test_a_claim_may_be_in_the_language_of_the_question() -> None:
    answer, _ = asked(
        "La planta en Dorn costó 4,2 millones de euros. [{Dorn}]", question="¿Cuánto costó la planta en Dorn?"
    )
    assert [claim.text for claim in answer.claims] == ["La planta en Dorn costó 4,2 millones de euros."]
    assert answer.citation(1).quote == COST


def test_what_is_missing_is_said_in_the_language_of_the_question() -> None:
    for missing, says in (("quién diseñó la planta", "esta parte: quién"), ("Hans Gruber", "todas las partes")):
        answer, _ = asked(
            f"La planta en Dorn costó 4,2 millones de euros. [{{Dorn}}]\nMISSING: {missing}",
            question="¿Quién diseñó la planta en Dorn y cuánto costó la planta?",
        )
        assert answer.outcome == "partial"
        assert says in answer.notes[0].text


def beside_offline(text: str, question: str, *articles: Any) -> Answer:
    """Of a model that writes this text, with the real offline answerer beside it."""
    with serve({"chunks": [text], **END}) as provider:
        made = bot(provider.base_url, *articles)
        made.answerers = {**made.answerers, "offline": OfflineAnswerer()}
        answer = made.ask(question)
    assert answer.answerer == "model"
    return answer


def test_accounts_that_differ_are_shown_side_by_side() -> None:
    first = make_article("a.txt", "Twelve people were hurt in the ferry accident at Alder, the council said.")
    second = make_article("b.txt", "Nine people were hurt in the ferry accident at Alder, police said.")
    question = "How many people were hurt in the ferry accident at Alder?"
    answer = beside_offline("Twelve people were hurt in the ferry accident at Alder.", question, first, second)
    (conflict,) = answer.conflicts
    assert {answer.citation(version.citation).file for version in conflict.versions} == {"a.txt", "b.txt"}
    assert [note.kind for note in answer.notes] == ["conflict"]


STEPS = "The fine was 900 euros in 2019. In appeal in 2020 the fine was cut to 300 euros."


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (STEPS, ["sequence"]),
        ("In appeal in 2020 the fine was cut to 300 euros. The fine was 900 euros in 2019.", []),
        ("The fine was 900 euros in 2019.", []),
    ],
)
def test_steps_told_in_order_are_a_sequence(text: str, kinds: list[str]) -> None:
    answer = beside_offline(text, "How did the fine change over the years?", make_article("fine.txt", STEPS))
    assert [note.kind for note in answer.notes] == kinds


def test_tokens_are_summed_over_the_calls_of_an_answer() -> None:
    answer, provider = asked("It cost a fortune in Dorn [{Dorn}].", f"{COST} [{{Dorn}}]")
    words = sum(len(str(m["content"]).split()) for seen in provider.chats for m in seen.body["messages"])
    assert answer.usage == Usage(words, 7 + 9, 2)


def test_the_budget_of_tokens_is_sent_along() -> None:
    _, provider = asked(COST, max_tokens=123)
    body = provider.chats[0].body
    assert 123 in (body.get("max_tokens"), body.get("max_completion_tokens"))
    assert body["temperature"] == 0
    assert body["stream_options"] == {"include_usage": True}


def most_tokens(provider: FakeProvider) -> list[int]:
    return [seen.body.get("max_completion_tokens") or seen.body["max_tokens"] for seen in provider.chats]


def test_the_budget_of_tokens_is_for_all_calls_of_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    _, provider = asked("It cost a fortune in Dorn [{Dorn}].", f"{COST} [{{Dorn}}]", max_tokens=100)
    assert most_tokens(provider) == [100, 100 - 7]
    unsure(monkeypatch)
    with serve(reply=lambda _: "Why did the council of Tarvik decide?") as provider:
        bot(provider.base_url, max_tokens=150).ask("And why did they?", [BEFORE])
    assert most_tokens(provider) == [50, 150 - 7, 150 - 7 - 7]


def test_nothing_is_repaired_with_too_few_tokens_left() -> None:
    said = f"It cost a fortune in Dorn {'and more ' * 30}[{{Dorn}}]."
    answer, provider = asked(said, f"{COST} [{{Dorn}}]", max_tokens=100)
    assert most_tokens(provider) == [100]
    assert answer.answerer == "offline"


def test_a_server_that_does_not_count_is_counted_by_letters() -> None:
    said = "It cost a fortune in Dorn."
    event = f"data: {json.dumps({'choices': [{'delta': {'content': said}, 'finish_reason': 'stop'}]})}\n\n"
    with serve({"raw": f"{event}data: [DONE]\n\n"}) as provider:
        bot(provider.base_url, max_tokens=100).ask(QUESTION)
    assert most_tokens(provider) == [100, 100 - len(said) // 4]


def test_follow_ups_are_rewritten_by_a_client_that_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    with serve(reply=lambda _: "Why did the council of Tarvik decide?") as provider:
        made = answerer(provider.base_url, max_tokens=150)
        opening = model_answerer.open_model

        def counted(settings: ModelSettings, leave_out: tuple[str, ...] = ()) -> Any:
            opened.append(settings.max_tokens)
            return opening(settings, leave_out)

        monkeypatch.setattr(model_answerer, "open_model", counted)
        for _ in range(3):
            made.rewriting("And why did they?", [BEFORE]).result()
        assert most_tokens(provider) == [50] * 3
    assert opened == [50]


def test_few_clients_are_kept_and_one_is_closed_once_nobody_writes_with_it() -> None:
    made = answerer("http://localhost:9/v1")
    used, dropped = made.chat_model((), 700), made.chat_model((), 600).http_client
    for most in range(100, 100 + model_answerer.MOST_KEPT):
        made.chat_model((), most)
    gc.collect()
    assert dropped.is_closed
    http_client = used.http_client
    assert not http_client.is_closed
    del used
    gc.collect()
    assert http_client.is_closed
    assert not made.chat_model((), 100).http_client.is_closed


def test_answers_at_the_same_time_share_a_client() -> None:
    made, ready, found = answerer("http://localhost:9/v1"), threading.Barrier(4), []

    def ask() -> None:
        ready.wait()
        found.append(made.chat_model(()))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len({id(one) for one in found}) == 1


def test_ids_differ_between_turns_and_are_the_same_for_the_same_seed() -> None:
    def ids(seed: int) -> list[str]:
        _, provider = asked(COST, seed=seed)
        return [one["id"] for one in records(provider.chats[0].body)]

    assert ids(1) == ids(1) != ids(2)


# --- follow-ups

BEFORE = Turn(
    "What did the council of Tarvik decide?",
    "What did the council of Tarvik decide? (Hans Gruber)",  # a name from the answer before, as the rules put it there
    "It voted for night buses, Hans Gruber said.",
)


def rewritten(reply: str) -> tuple[Answer, FakeProvider]:
    left = [reply, COST]

    def answer(_: dict[str, Any]) -> str:
        return left.pop(0) if len(left) > 1 else left[0]

    with serve(reply=answer) as provider:
        made = bot(provider.base_url)
        return made.ask("And why did they?", [BEFORE]), provider


def test_an_unclear_follow_up_is_rewritten_by_the_model_from_questions_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    unsure(monkeypatch)
    answer, provider = rewritten("Why did the council of Tarvik decide?")
    assert answer.standalone_question == "Why did the council of Tarvik decide?"
    sent = json.dumps(provider.chats[0].body)
    assert "council of Tarvik" in sent
    assert "night buses" not in sent
    assert "Gruber" not in sent
    assert answer.usage is not None
    assert answer.usage.calls == len(provider.chats) == 2


@pytest.mark.parametrize(
    "reply", ["Why did Hans Gruber resign from the board?", "", "I cannot help with that.", "x " * 400]
)
def test_a_rewriting_that_brings_in_anything_new_is_not_used(reply: str, monkeypatch: pytest.MonkeyPatch) -> None:
    unsure(monkeypatch)
    answer, _ = rewritten(reply)
    assert answer.standalone_question == "And why did they? (the council of Tarvik)"


@pytest.mark.parametrize(
    ("question", "line", "used"),
    [
        ("Why was she not charged?", "Why was Ada Pell charged?", False),
        ("Why wasn't she charged?", "Why was Ada Pell charged?", False),
        ("Why was she charged?", "Why was Ada Pell not charged?", False),
        ("Why was she never charged?", "Why was Ada Pell not charged?", False),
        ("Why was she not charged?", "Why was Ada Pell not charged?", True),
        ("Why wasn’t she charged?", "Why was Ada Pell not charged?", True),
        ("Why wasnt she charged?", "Why wasnt Ada Pell charged?", True),
        ("Why wasnt she charged?", "Why was Ada Pell charged?", False),
        ("Why was she charged?", "Why was Ada Pell charged?", True),
        ("¿Por qué no salió ella?", "¿Por qué no salió Ada Pell?", True),
        ("¿Por qué no salió ella?", "¿Por qué salió Ada Pell?", False),
        ("Pourquoi n'est-elle pas partie ?", "Pourquoi Ada Pell n'est-elle pas partie ?", True),
        ("Pourquoi n'est-elle pas partie ?", "Pourquoi Ada Pell est-elle partie ?", False),
    ],
)
def test_a_rewriting_keeps_what_is_denied(question: str, line: str, used: bool) -> None:
    before = Turn("Who are Ada Pell and Rita Moll?", "Who are Ada Pell and Rita Moll?", "")
    with serve({"chunks": [line], **END}) as provider:
        made = ModelAnswerer("fake", api_key="k", base_url=provider.base_url, limits=PATIENT)
        assert (made.rewriting(question, [before]).result()[0] == line) is used


def test_a_rewriting_that_was_cut_off_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    unsure(monkeypatch)
    with serve({"chunks": ["Why did the council"], "finish": "length", "done": True}, {"chunks": [COST], **END}) as one:
        answer = bot(one.base_url).ask("And why did they?", [BEFORE])
    assert answer.standalone_question == "And why did they? (the council of Tarvik)"


def unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.conversation import Understood

    rules = Understood("And why did they? (the council of Tarvik)", "en", changed=True, sure=False)
    monkeypatch.setattr("bot.engine.standalone_question", lambda *_: rules)


# --- settings


def test_a_missing_key_is_said_with_both_ways_out() -> None:
    with pytest.raises(MissingApiKey, match=r"OPENAI_API_KEY.*offline"):
        bot("", base_url=None, api_key=None).ask(QUESTION)


def test_a_provider_whose_package_is_missing_is_named() -> None:
    with pytest.raises(ConfigError, match="pip install langchain-anthropic"):
        ModelAnswerer("anthropic:claude-x").chat_model(())
    with pytest.raises(ConfigError, match="cannot be used"):
        ModelAnswerer("nosuchprovider:x").chat_model(())


def test_a_server_of_ones_own_needs_no_key_and_may_have_a_colon_in_its_models_name() -> None:
    with serve({"chunks": [COST], **END}) as provider:
        made = bot(provider.base_url)
        made.answerers = {"model": ModelAnswerer("qwen2.5:3b", base_url=provider.base_url)}  # type: ignore[dict-item]
        assert made.ask(QUESTION).outcome == "answered"
        assert provider.chats[0].body["model"] == "qwen2.5:3b"


def test_what_is_sent_is_the_rules_the_records_and_the_question_last() -> None:
    _, provider = asked(COST)
    system, user = (str(one["content"]) for one in provider.chats[0].body["messages"])
    assert COST not in system
    assert user.rstrip().endswith(f"Question: {QUESTION}")
    assert id_of(provider.chats[0].body, "Dorn")


MURAL = "The mural was painted over on Wednesday.\nIts painter was paid 900 euros.\nRain fell all day.\nA café opened."


def test_a_model_is_sent_the_passages_that_the_reader_finds_likeliest() -> None:
    question = "How much did the artist get for it?"
    offline = OfflineAnswerer()
    _, provider = asked(
        "NOT FOUND",
        question=question,
        articles=(make_article("mural.txt", MURAL),),
        passages=1,
        advice=offline.advice,
    )
    assert [one["text"] for one in records(provider.chats[0].body)] == ["Its painter was paid 900 euros."]


def test_passages_that_cannot_be_ordered_are_sent_as_they_were_found() -> None:
    class Damaged:
        def likeliest_first(self) -> tuple[Hit, ...]:
            raise EmbedderError("weights are damaged")

    answer, provider = asked(COST, advice=lambda request: Damaged())
    assert answer.answerer == "model"
    assert len(records(provider.chats[0].body)) > 1


def test_an_answer_that_cannot_be_compared_with_the_offline_one_stands() -> None:
    class Damaged:
        name = "offline"

        def draft(self, request: Request) -> Iterator[Piece]:
            yield DraftClaim(COST, ())
            raise EmbedderError("weights are damaged")

    with serve({"chunks": [COST], **END}) as provider:
        made = bot(provider.base_url)
        made.answerers = {**made.answerers, "offline": Damaged()}
        answer = made.ask(QUESTION)
    assert (answer.answerer, answer.notice) == ("model", None)
    assert [claim.text for claim in answer.claims] == [COST]


def test_the_first_piece_is_shown_while_the_model_still_writes() -> None:
    with serve({"chunks": ["The plant ", f"in {COST[13:]}"], "hold_after": 1, **END}) as provider:
        stream = bot(provider.base_url).stream(QUESTION)
        assert next(iter(stream)) == TextDelta("The plant")
        provider.go.set()
        assert stream.answer.claims[0].text == COST


def test_a_call_that_is_closed_or_whose_turn_is_stopped_before_it_begins_sends_nothing() -> None:
    asked: list[Any] = []

    class Chain:
        def stream(self, values: Any) -> Iterator[Any]:
            asked.append(values)
            return iter(())

    budget = Budget(PATIENT, most_tokens=800)
    closed = Call(Chain(), {}, budget)
    closed.close()
    assert list(closed) == []
    budget.stopped.set()
    with pytest.raises(Stopped):
        list(Call(Chain(), {}, budget))
    assert asked == []


def test_a_stop_between_a_drafts_first_look_and_its_call_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(reply=lambda body: COST) as provider:
        stream = bot(provider.base_url).stream(QUESTION)
        open_chat_model = ModelAnswerer.chat_model

        def stopped_meanwhile(answerer: ModelAnswerer, *given: Any) -> Any:
            if len(given) > 1:  # for the call itself
                stream.stop()
            return open_chat_model(answerer, *given)

        monkeypatch.setattr(ModelAnswerer, "chat_model", stopped_meanwhile)
        answer = stream.answer
        assert (answer.stop_reason, answer.claims) == ("user", ())
        assert provider.chats == []
