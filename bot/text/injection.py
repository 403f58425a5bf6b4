"""Sentences that talk to a machine rather than to the reader of the news. They are never offered as an answer.

A planted instruction gives itself away by what news prose does not do: it addresses whoever answers, in the imperative,
and it speaks of prompts, instructions, replies and system messages.
"""

from __future__ import annotations

import re

from vectorstore.textnorm import strip_hidden

_COMMAND = r"(?:please\s+|now\s+|instead\s*,?\s+|always\s+|must\s+|should\s+|you\s+(?:must|should|will|are\s+to|have\s+to)\s+)*"
_PATTERNS = (
    # the text of an answer prescribed
    rf"\b{_COMMAND}(?:start|begin|end|open|close|finish|prefix|sign)\s+(?:off\s+)?(?:your|the|every|each|all)\s+"
    r"(?:\w+\s+)?(?:reply|replies|answers?|responses?|messages?|outputs?|sentences?)\b",
    rf"\b{_COMMAND}(?:say|reply|respond|answer|output|print|write|repeat|return|append|include|mention|add)\s+"
    r"(?:only|just|exactly|nothing but|with|back|to (?:the|this|every|any) (?:question|user|prompt|query)|the (?:word|phrase|"
    r"token|string|sentence|following))\b",
    # earlier instructions set aside
    r"\b(?:ignore|disregard|forget|override|bypass|skip)\s+(?:\w+\s+){0,3}(?:instructions?|prompts?|rules?|directions?|"
    r"guidelines?|context|articles?|above|guardrails?|commands?|constraints?|sources|documents?)\b",
    # who answers addressed by its role
    r"\b(?:you are|act as|pretend (?:to be|you)|as an?|dear|attention|note to|hey|hello)\s+(?:\w+\s+){0,3}(?:ai|a\.i\.|"
    r"assistant|assistants|chatbots?|language model|llms?|models?|bots?|summari[sz]ers?|crawlers?)\b(?=[^a-z]|$)",
    r"\b(?:system|developer|assistant|user)\s+(?:prompt|message|note|override|instruction)s?\b",
    r"<\s*/?\s*(?:system|instructions?|assistant|user|im_start|im_end|prompt)\b|\[/?INST\]|<\|",
    r"^\s*(?:system|assistant|user|instructions?|prompt|human|ai)\s*:",
    r"\b(?:when|if) (?:you are )?(?:asked|summari[sz]ing|answering|a user asks|the user asks|anyone asks|someone asks)\b.{0,80}"
    r"\b(?:say|reply|respond|answer|state|output|claim|tell|mention)\b",
    r"\b(?:new|following|updated|real|actual|important|special|hidden|secret)\s+(?:instructions?|task|prompt|directives?)\s*"
    r"(?::|for\b)",
    rf"\b{_COMMAND}(?:append|include|insert|add|put|attach|prepend|embed|write|print|place)\b[^.?!]{{0,120}}?"
    r"\b(?:to|in|into|at the (?:end|start|beginning|top) of) (?:your|the|every|each|all) (?:\w+ )?"
    r"(?:reply|replies|answers?|responses?|messages?|outputs?|summary|summaries)\b",
    r"\{\s*\\?[\"“][\w-]{1,20}\\?[\"”]\s*:|\bback to (?:the|this) user\b|!\[[^\]]*\]\([^)]*\)",  # a record; a forged image
    # rules for answers, and for citing
    r"\b(?:your|every|any|each|all)\s+(?:\w+\s+){0,2}(?:answers?|repl(?:y|ies)|responses?|outputs?)\b[^.?!]*"
    r"\b(?:must|always|only|exactly|append|include|cite|(?:end|start|begin)(?:s|ing|ning)? with)\b",
    r"\b(?:always|append|include|cite|must|close|end|kindly)\b[^.?!]*\b(?:your|every|each|any)\s+(?:\w+\s+){0,2}"
    r"(?:answers?|repl(?:y|ies)|responses?)\b",
    r"\b(?:cit(?:e|es|ing)|quot(?:e|es|ing)|summari[sz](?:e|es|ing))\s+(?:from\s+)?(?:this|the)\s+"
    r"(?:article|story|document|source|passage|text|page)\b|\bsummari[sz]ing (?:this|it) for\b",
    r"\bonly (?:true|correct|right|valid) answer\b|\bsystem_message\b|^\W*important\W*!{2,}",
    r"^\W*(?:todo\W+)?(?:(?:now|just|do|always|kindly|please)\s+)*(?:say|confirm|append|include)\s+(?:that|by|the|this|only|to)\b",
    r"^\W*(?:(?:now|just|always|kindly|please)\s+)+(?:say|state|print|output|write|append|include|reply|answer)\b",
    # a task for whoever writes texts, where news would tell what somebody did
    r"^\W*(?:please\s+)?(?:write|rewrite|rephrase|generate|compose|provide|translate|summari[sz]e|rearrange|encode|decode|"
    r"respond|pretend|roleplay)\s+(?!to\b)\w",
    r"^\W*(?:please\s+)?(?:print|output|reverse|override|answer|list|replace|ignore|repeat|explain|describe|classify|convert)\s+"
    r"(?:the|your|this|these|those|all|only|each|every|a|an|one|letters?|words?|manual|any|previous)\b",
    r"\b(?:notes?|attention|messages?|instructions?)\s+(?:to|for)\s+(?:\w+\s+){0,3}(?:software|systems?|models?|ai|assistants?|"
    r"bots?|parsers?|llms?)\b|\b(?:llms?|chatbots?|language models?)\s+(?:scan|parser|reader)|<\s*end of\b|\bchain of thought\b",
    r"(?:^|[:,;(])\W*(?:include|append|insert|mention|add|quote)\s+the\s+(?:\w+\s+){0,2}(?:code|token|string|marker|phrase|word|tag|link|url)\b",
    r"\byour (?:new |real |only |next )?(?:task|instructions?|job|goal|role) (?:is|are)\b",
    r"\b(?:reveal|print|show|leak|output|repeat|disclose)\s+(?:\w+\s+){0,3}(?:system prompt|instructions|api key|password|secrets?)\b",
)
_IN_OTHER_LANGUAGES = (
    # earlier instructions set aside; in Spanish and French the imperative may be the third person too: only in first place
    r"^\W*(?:ignor(?:a|e|ez|ad|en)|olvid(?:a|e|ad|en)|oubli(?:e|ez)|esque[cç]a|dimentica(?:te)?)\b[^.?!]{0,60}?"
    r"\b(?:instruc\w*|istruzion\w*|instruç\w*|consignes (?:précédentes|ci-dessus)|órdenes anteriores)",
    r"\b(?:ignorier(?:e|en sie)|missachten? sie|vergiss|vergessen sie|negeer|игнорируй\w*|забудь\w*|zignoruj|unut|görmezden)\b"
    r"[^.?!]{0,60}?\b(?:anweisung\w*|instruktion\w*|instructies|regeln|инструкци\w*|указани\w*|polecenia|talimat\w*)",
    r"\b(?:önceki|alle (?:vorigen|bisherigen|vorherigen))\b[^.?!]{0,60}?\b(?:talimat\w*|anweisung\w*|instruktion\w*)",
    r"(?:指示|命令|指令|規則|规则).{0,12}(?:無視|忽略|忽视|忘れ|忘记)|(?:無視|忽略|忽视|忘记).{0,16}(?:指示|命令|指令|規則|规则)|(?:지시|명령).{0,10}무시",
    # the text of an answer prescribed: an imperative with "only" or "the word"
    r"^\W*(?:responde[da]?|responda|contesta|contesten?|escribe|escriba|di|diga|réponds|répondez|écris|écrivez|dites|rispondi|"
    r"risponda|scrivi|escreva)\b[^.?!]{0,40}?\b(?:solo|sólo|solamente|únicamente|la palabra|seulement|uniquement|le mot|soltanto|"
    r"la parola|apenas|somente|a palavra)\b[^.?!]{0,30}[\"“«A-Z]",
    r"\b(?:antworte(?:n sie)?|schreiben sie|sagen sie|geben sie|antwoord|schrijf|ответь\w*|отвечай\w*|напиши\w*|odpowiedz)\b"
    r"[^.?!]{0,40}?\b(?:nur|ausschließlich|dem wort|das wort|alleen|het woord|только|слово\w*|tylko)\b",
    r"(?:だけ|のみ|とだけ).{0,10}(?:返答|回答|答え|出力)|(?:只|仅|只能).{0,6}(?:回答|回复|输出|說|说)|라고만.{0,6}(?:답|대답)",
)
_INSTRUCTION = re.compile("|".join(f"(?:{pattern})" for pattern in (*_PATTERNS, *_IN_OTHER_LANGUAGES)), re.IGNORECASE)
_DISGUISED = re.compile(r"\b(?=\w*[a-z])(?=\w*[013457])[a-z013457]{2,}\b", re.IGNORECASE)
_LETTERS = str.maketrans("013457", "oieast")
FEWEST_DISGUISED = 3  # words of a sentence in which digits stand for letters; one or two are model numbers


def looks_like_an_instruction(text: str) -> bool:
    shown = " ".join(strip_hidden(text).split())
    return any(_INSTRUCTION.search(one) for one in {shown, _undisguised(shown)})


def _undisguised(text: str) -> str:
    """ "1gn0r3" as "ignore"."""
    if len(_DISGUISED.findall(text)) < FEWEST_DISGUISED:
        return text
    return _DISGUISED.sub(lambda word: word.group().translate(_LETTERS), text)
