"""The same in other languages: earlier instructions set aside, the text of an answer prescribed."""

from __future__ import annotations

from bot.text.injection.parts import chars
from bot.text.injection.rule import Rule

_IGNORE = (
    Rule(
        "ignore-instructions-es-fr-it-pt",
        "Only in first place: elsewhere these forms may be the third person, and tell who ignores what.",
        rf"""^ \W* (?: ignor(?:a|e|ez|ad|en) | olvid(?:a|e|ad|en) | oubli(?:e|ez) | esque[cç]a | dimentica(?:te)? ) \b
        {chars(60)} \b (?:
            instruc\w* | istruzion\w* | instruç\w*
          | órdenes\santeriores | reglas\santeriores | regole\sprecedenti | regras\santeriores
          | consignes\s(?:précédentes|ci-dessus) | règles\sprécédentes )""",
    ),
    Rule(
        "ignore-instructions-de-nl-ru-pl-tr",
        "An imperative, or which instructions: all so far. 'Er vergisst alle Anweisungen' is no imperative.",
        rf"""\b (?:
            ignorier(?:e|en\ssie) | missachten?\ssie | vergiss | vergessen\ssie | negeer
          | игнорируй\w* | забудь\w* | zignoruj | unut | görmezden
          ) \b {chars(60)} \b (?:
            anweisung\w* | instruktion\w* | instructies | regeln
          | инструкци\w* | указани\w* | polecenia | instrukcj\w* | talimat\w* )
        | \b (?: önceki | alle\s(?:vorigen|bisherigen|vorherigen) ) \b {chars(60)} \b
          (?: talimat\w* | anweisung\w* | instruktion\w* )""",
    ),
    Rule(
        "ignore-instructions-da-no-sv",
        "The imperative: of somebody who did so news says 'ignorerede'.",
        rf"\b ignorer[ae]? \b {chars(40)} \b (?: instruktion\w* | instruksj\w* | instruks\w* )",
    ),
    Rule(
        "ignore-instructions-zh-ja-ko",
        "The verb before the instructions or behind them, for there is no imperative to be told by.",
        r"""(?: 指示 | 命令 | 指令 | 規則 | 规则 ) .{0,12} (?: 無視 | 忽略 | 忽视 | 忘れ | 忘记 )
        | (?: 無視 | 忽略 | 忽视 | 忘记 ) .{0,16} (?: 指示 | 命令 | 指令 | 規則 | 规则 )
        | (?: 지시 | 명령 ) .{0,10} 무시""",
    ),
    Rule(
        "ignore-instructions-ar-hi-id-vi",
        "The verb and the instructions, in the order of each language.",
        r"""(?: تجاهل | انسَ? ) \w* \b .{0,30} (?: تعليمات | أوامر )
        | (?: निर्देश | आदेश ) .{0,30} (?: अनदेखा | नज़रअंदाज़ | अनदेखी )
        | abaikan \s .{0,30} (?: instruksi | perintah )
        | bỏ\squa \s .{0,20} (?: hướng\sdẫn | chỉ\sdẫn | lệnh )""",
    ),
)
_SAY_ONLY = (
    Rule(
        "say-only-es-fr-it-pt",
        "An imperative in first place with 'only' or 'the word': 'En su lugar, responde con una huelga' is news.",
        rf"""^ \W* (?: (?:
            en\ssu\slugar | en\scambio | por\sfavor | ahora | a\spartir\sde\sahora | desde\sahora
          | à\sla\splace | désormais | à\spartir\sde\smaintenant | maintenant | s['’]il\svous\splaît
          | invece | ora | da\sora\sin\spoi | per\sfavore
          | em\svez\sdisso | agora | a\spartir\sde\sagora ) \s*,?\s )*
        (?: responde[da]? | responda | contesta | contesten? | escribe | escriba | di | diga
          | réponds | répondez | écris | écrivez | dites | rispondi | risponda | scrivi | escreva ) \b {chars(40)}
        \b (?: solo | sólo | solamente | únicamente | la\spalabra | exactamente
          | seulement | uniquement | le\smot | exactement
          | soltanto | la\sparola | esattamente
          | apenas | somente | a\spalavra | exatamente ) \b {chars(30)} ["“«a-z]""",
    ),
    Rule(
        "say-only-de-nl-ru-pl",
        "The same in any place: these forms are hardly anybody's third person.",
        rf"""\b (?: antworte(?:n\ssie)? | schreiben\ssie | sagen\ssie | geben\ssie | antwoord | schrijf
          | ответь\w* | отвечай\w* | ответьте | напиши\w* | odpowiedz | odpowiadaj ) \b {chars(40)}
        \b (?: nur | ausschließlich | genau | exakt | dem\swort | das\swort | alleen | precies | het\swoord
          | только | точно | слово\w* | tylko | dokładnie ) \b
        | \b ab \s (?: jetzt | sofort ) \b {chars(40)} \b antworten? \b""",
    ),
    Rule(
        "say-only-zh-ja-ko-ar",
        "'Only' and a verb of answering; 'instead', 'exactly' and a quotation. '他只说了一句话。' is news.",
        r"""(?: だけ | のみ | とだけ ) .{0,10} (?: 返答 | 回答 | 答え | 出力 )
        | (?: 必ず | 正確に ) .{0,30} (?: 出力 | 返答 | 回答 ) (?: して | せよ )
        | (?: 只 | 仅 | 僅 | 只能 ) .{0,6} (?: 回答 | 回复 | 回覆 | 输出 | 輸出 | (?:說|说) \s* ["“「『] )
        | 라고만 .{0,6} (?: 답 | 대답 )
        | ^ \W* 대신 .{0,10} ["“]
        | (?: أجب | اكتب | رد | قل ) \s (?: فقط | بـ )""",
    ),
    Rule(
        "this-and-nothing-else",
        "The end of 'say “…” and nothing else', cut before the quotation. In news nothing is quoted before it.",
        r"""^ \W* ["“«„] [^"”»“]{1,60} ["”»“] \s (?:
            and\s(?:absolutely\s)?nothing\s(?:else|more)\b(?!,) | y\snada\smás | et\srien\sd['’]autre
          | und\s(?:sonst\snichts|nichts\sanderes) | e\snada\smais | e\snient['’]altro | en\sniets\sanders
          | и\sничего\s(?:больше|кроме) | i\snic\swięcej | ve\sbaşka\s(?:hiçbir\s)?şey | ولا\sشيء\sغير )""",
    ),
)
RULES = (*_IGNORE, *_SAY_ONLY)
