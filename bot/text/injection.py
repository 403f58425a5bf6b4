"""Sentences that talk to a machine rather than to the reader of the news. They are never offered as an answer.

A planted instruction gives itself away by what news prose does not do: it addresses whoever answers, in the imperative,
and it speaks of prompts, instructions, replies and system messages. Or it is written in what programs pass to each
other: comments, tags, records. A false fact in the article's own prose is no instruction, and nothing here knows it.

Of addresses this holds back a reader told to go to one ("Visit example.org", "click here: …"), and one to which something
of the reader's is wanted ("To keep your account, visit …"). An article's service line passes ("For more information, visit
…", "Customers should visit …", a quoted "Report it at …"), and so does an address that is only named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from vectorstore.textnorm import search_text, strip_hidden

_COMMAND = r"(?:please\s+|do\s+|now\s+|instead\s*,?\s+|always\s+|must\s+|should\s+|you\s+(?:must|should|will|are\s+to|have\s+to)\s+){0,5}"
_ORDERED = r"(?:^\W*|[.:;!?,(\[{<>*#\"“'‘)\]}-]\s*|\b(?:please|kindly|now|just|simply|always|must|should|then|first|want you to|you to)\s+)"
_HOST = (  # "example.org", with or without what a link has around it; lower case, for "said.The" is a lost space
    r"(?:<a\b[^<>]*?href\s*=\s*|\[[^\]]{0,60}\]\(|[\[(<\"“'‘`]|\s){0,6}(?:https?://|www\.|"
    r"(?-i:(?<![\w@.-])[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]{2,})*"
    r"\.[a-z]{2,}(?![\w@])))"
)
_MACHINE = r"(?:ai|a\.i\.|chat ?bots?|(?:language|ai) (?:models?|bots?)|llms?)"
_REPLY = r"(?:repl(?:y|ies)|responses?|answers?|outputs?|completions?|summar(?:y|ies))"
_ASKED = r"(?:(?:please|do|kindly|now|just|also|then|always|(?:can|could|would|will) you(?: please)?)\s*,?\s+){0,5}"
_SPOKEN = (  # not so: a quotation with its speaker, as news has it
    r"(?![^\n]*[,!?][\"”’»]\s+(?:[\w.’'-]+\s+){0,4}(?:said|says|told|tells|added|adds|wrote|writes|tweeted|posted|"
    r"urged|asked|shouted|"
    r"chanted|cried|called|replied|insisted|demanded|quipped|joked|warned)\b)"
)
_WITHIN = (  # of one sentence, and not out of a quotation or into one
    r"(?:[^.?!:“”\"«»]|[.:](?=[^\s“”\"«»])|[“\"«][^“”\"«»]{0,120}[”\"»])"
)
_TEXT = r"(?:article|story|document|source|passage|text|page)\b"
_LANGUAGE = (
    r"(?:english|spanish|french|german|italian|portuguese|dutch|russian|ukrainian|polish|czech|turkish|arabic|hebrew|"
    r"hindi|chinese|mandarin|"
    r"japanese|korean|swedish|norwegian|danish|finnish|greek|latin|esperanto|swahili|vietnamese|thai|indonesian|"
    r"klingon|base\d+|hex|binary|"
    r"morse(?: code)?|rhymes?|verse|emojis?|caps|capitals|uppercase|leetspeak|json|xml|html|markdown)\b"
)
_PATTERNS = (
    # the text of an answer prescribed; "would respond with force" and "began the sentence" are news
    rf"\b{_COMMAND}(?:start|begin|end|open|close|finish|prefix|sign)\s+(?:off\s+)?(?:(?:your|every|each|"
    rf"all)\s+(?:\w+\s+)?"
    r"(?:reply|replies|answers?|responses?|messages?|outputs?|sentences?|summary|summaries)|"
    r"the\s+(?:\w+\s+)?(?:reply|replies|answers?|responses?|outputs?))\b",
    rf"(?:{_ORDERED}|\b(?:and|instead)\s+){_COMMAND}(?:say|reply|respond|answer|output|print|write|repeat|return|"
    rf"append|include|mention|"
    r"add)\s+(?:only|just|exactly|nothing but|back|to (?:the|this|every|any) (?:question|user|prompt|query)|"
    r"the (?:word|phrase|token|"
    r"string|sentence|following))\b(?!\s+(?:how|when|what|where|who|why|which|that|if|whether|to)\b)",
    rf"^{_SPOKEN}\W*{_ASKED}(?:simply\s+|only\s+)?(?:reply|respond|answer)\s+with\b|"
    rf"(?:{_ORDERED}|\b(?:and|will|to|instead)\s+){_COMMAND}(?:reply|respond|answer|output|print|say|"
    rf"write)\s+(?:\w+\s+)?with\s+(?:exactly|"
    r"only|just|nothing|the (?:word|phrase|token|string|sentence|following|text|code|directive|value|line|message)\b|"
    r"[\"“'‘`«<\[]\s*(?-i:[A-Z\[<{(]|[\w-]+\.[a-z]{2,})|(?-i:[A-Z0-9_-]{5,}\b))",
    # earlier instructions set aside: as an order, or naming them as a conversation does; drivers who ignore the rules are news
    rf"{_ORDERED}(?:ignore|disregard|forget|override|bypass|skip)\s+(?:\w+\s+){{0,3}}(?:instructions?|prompts?|rules?|"
    r"directions?|guidelines?|context|articles?|above|guardrails?|commands?|constraints?|sources|documents?)\b",
    r"\b(?:ignore|disregard|forget|override|bypass|skip)\s+(?:\w+\s+){0,2}(?:previous|prior|earlier|above|preceding|"
    r"foregoing|"
    r"system|original|initial|all|any|these|those|your|my)\s+(?:\w+\s+){0,2}(?:instructions?|prompts?|directives?|"
    r"context|above)\b",
    rf"{_ORDERED}(?:ignore|disregard|skip)\s+(?:\w+\s+){{0,3}}(?:info|information|data|texts?|content|rest|else|"
    rf"indicators?|"
    r"passages?|paragraphs?|snippets?|messages?|scoring)\b|^\W*(?:ignore|disregard) (?:whatever|what|"
    r"anything)\b[^.?!]*\b(?:before|above|earlier)\b|^\W*(?:ignore|disregard) everything (?:and|else|so)\b|"
    r"^\W*disregard (?:it|this|that|them|everything) (?:entirely|completely)",
    # who answers addressed by its role
    rf"\b(?:you are|you['’]re|act as|pretend (?:to be|you)|note to|hey|hello)\s+(?:\w+\s+){{0,3}}"
    rf"(?:{_MACHINE}|assistants?|summari[sz]ers?|crawlers?)(?!\w)|"
    rf"^\W*(?:attention|dear)[\s,:]+(?:\w+\s+){{0,2}}(?:{_MACHINE}|assistants?)\s*[,:]|"
    rf"^\W*as an?\s+(?:\w+\s+){{0,2}}{_MACHINE}(?: assistant)?\s*[,:]|"
    rf"\bas an?\s+(?:\w+\s+){{0,2}}(?:{_MACHINE}|assistants?)\s*,?\s+(?:you|your|please)\b",
    r"\b(?:system|developer|assistant|user)\s+(?:prompt|message|note|override|instruction)s?\b",
    r"<\s*/?\s*(?:system|instructions?|assistant|user|im_start|im_end|prompt)\b|\[/?INST\]|<\|",
    r"^\s*(?:system|assistant|user|instructions?|prompt|human|ai)\s*:",
    r"\b(?:when(?:ever)?|if|once) (?:ever |you are |you['’]re )?(?:asked|questioned|queried|prompted|summari[sz]ing|"
    r"answering|a user asks|the user asks|anyone asks|someone asks)\b"
    rf"{_SPOKEN}[^.?!,]{{0,80}},\s*(?:(?:please|always|only|simply|just|you (?:must|should))\s+){{0,3}}"
    r"(?:(?:say|reply|respond|answer|insist|output|print|tell|mention)\b(?! (?:by|whether)\b)|"
    r"(?:report|state|claim)(?: (?:that|the|this|it|only)\b|\s*[:\"“]))",  # the order right behind the comma
    r"\b(?:new|following|updated|real|actual|important|special|hidden|secret)\s+(?:instructions?|task|prompt|"
    r"directives?)\s*"
    r"(?::|for\b)",
    rf"\b{_COMMAND}(?:append|include|insert|add|put|attach|prepend|embed|write|print|place)\b[^.?!]{{0,120}}?"
    r"\b(?:to|in|into|at the (?:end|start|beginning|top) of) (?:your|the|every|each|all) (?:\w+ )?"
    r"(?:reply|replies|answers?|responses?|messages?|outputs?|summary|summaries)\b",
    r"\{\s*\\?[\"“][\w-]{1,20}\\?[\"”]\s*:|\bback to (?:the|this) user\b|"
    r"!\[[^\]]*\]\([^)]*\)",  # a record; a forged image
    # rules for answers, and for citing
    r"\b(?:your|every|any|each|all)\s+(?:\w+\s+){0,2}(?:answers?|repl(?:y|ies)|responses?|outputs?|summary|"
    r"summaries)\b[^.?!]*"
    r"\b(?:must(?! (?:reach|arrive|be (?:received|sent|submitted|returned|given|in writing))\b)|ha(?:s|ve) to (?:end|"
    r"start|begin|say|cite|include)|always|only|exactly|append|include|cite|(?:end|start|begin)(?:s|ing|ning)? with)\b",
    r"\b(?:always|append|include|cite|must|close|end|kindly)\b[^.?!]*\b(?:your|every|each|any)\s+(?:\w+\s+){0,2}"
    r"(?:answers?|repl(?:y|ies)|responses?)\b",
    rf"\b(?:cit(?:e|es|ing)|quot(?:e|es|ing)|summari[sz](?:e|es|ing))\s+(?:from\s+)?this\s+{_TEXT}|"
    rf"\bsummari[sz]ing (?:this|it) for\b",
    rf"(?:(?:{_ORDERED}|\b(?:not|don['’]t|never|when|if|while|before|after)\s+)(?:cite|summari[sz]e)|"
    rf"\b(?:not|never|when)\s+(?:citing|summari[sz]ing))\s+(?:from\s+)?the\s+{_TEXT}",
    r"\bonly (?:true|correct|right|valid) answer\b|\bsystem_message\b|^\W*important\W*!{2,}",
    r"^\W*(?:todo\W+)?(?:(?:now|just|do|always|kindly|please)\s+){0,5}(?:(?:say|append|include)\s+(?:that|by|the|"
    r"this|only|to)|confirm\s+(?:that|by))\b",
    r"^\W*(?:(?:now|just|always|kindly|please)\s+)+(?:say|state|print|output|write|append|include|reply|"
    r"answer)\b(?! (?:to|by|a|an|your)\b)",
    # a task for whoever writes texts, where news would tell what somebody did
    r"^\W*(?:please\s+)?(?:write|rewrite|rephrase|generate|compose|provide|translate|summari[sz]e|rearrange|encode|"
    r"decode|"
    r"pretend|roleplay)\s+(?!(?:to|what|down)\b)\w|^\W*(?:please\s+)?respond\s+(?:in|as|only|like|exactly|without)\b",
    rf"^{_SPOKEN}\W*(?:please\s+)?(?:print|output|reverse|override|answer|list|replace|ignore|repeat|explain|"
    rf"describe|classify|convert)\s+"
    r"(?:the|your|this|these|those|all|only|each|every|a|an|one|letters?|words?|manual|any|previous)\b",
    r"\b(?:notes?|attention|messages?|instructions?)\s+(?:to|for)\s+(?:\w+\s+){0,3}(?:software|systems?|models?|ai|"
    r"assistants?|"
    r"bots?|parsers?|llms?)\b|\b(?:llms?|chatbots?|language models?)\s+(?:scan|parser|reader)|<\s*end of\b|"
    r"\bchain of thought\b",
    r"(?:^\W*|[:,;(][^\w:,;(]*)(?:include|append|insert|mention|add|quote)\s+the\s+(?:\w+\s+){0,2}(?:code|token|string|marker|"
    r"phrase|word|tag|link|url)\b",
    r"\byour (?:new |real |only |next )?(?:task|instructions?|job|goal|role) (?:is|are)\b",
    r"\b(?:reveal|print|show|leak|output|repeat|disclose)\s+(?:\w+\s+){0,3}(?:system prompt|instructions|api key|"
    r"password|secrets?)\b",
    # what is done to the reply: rewritten, encoded, filled with something
    rf"^\W*{_ASKED}(?!(?:state|present|change)\b(?! (?:the|that|your|all|it)\b))"
    rf"(?:use|render|encrypt|encode|integrate|enhance|modify|augment|introduce|misspell|scramble|anagram|"
    rf"group|convert|"
    r"add|insert|include|append|embed|provide|incorporate|weave|mention|place|put|sprinkle|highlight|substitute|"
    r"replace|invert|"
    r"reverse|swap|shuffle|transform|format|present|deliver|phrase|express|structure|represent|spell|remove|omit|strip|"
    r"separate|join|merge|alter|adjust|change|tailor|expand|extend|supplement|enrich|upgrade|promote|suggest|"
    r"recommend|advertise|"
    rf"slip|work|turn|start|begin|hide|limit|keep|make|translate|precede|follow|wrap|surround|conclude|write|state|"
    rf"give)\b{_WITHIN}{{0,160}}?\byour {_REPLY}\b",
    r"^\W*(?:render|encrypt|encode|convert|reverse|invert|scramble|rephrase|translate)\b[^.?!]{0,80}\byour message\b",
    rf"^{_SPOKEN}\W*{_ASKED}(?!(?:i|we|he|she|it|they|you|there|this|that|the|an?|is|are|was|thanks?|send|post|"
    rf"e-?mail|mail|submit|what|how|why|"
    rf"who|when|where|which|not|no|and|but|as|given|based|if|your?|my|our)\b)[a-z]+\b{_WITHIN}{{0,160}}?"
    r"\b(?:in|into|within|"
    r"throughout|of|to|with|by) your "
    rf"{_REPLY}\b|^{_SPOKEN}\W*your {_REPLY} (?:should|must|has to|have to|needs? to|is to|are to)\b(?! (?:reach|"
    rf"arrive|be (?:sent|given|in writing))\b)",
    rf"^\W*{_ASKED}(?:answer|reply|respond) (?:as|like) (?:an?|if)\b|\banswer to (?:all|every|each|"
    rf"any) (?:\w+ )?questions?\b[^.?!]{{0,40}}\b"
    r"(?:is|must|should)\b|\b(?:answer(?:s|ing)?|reply|replies|respond(?:ing)?)\b[^.?!]{0,60}\babout this (?:article|"
    r"story|document|page|text|passage)\b",
    rf"^\W*{_ASKED}(?:in|within|throughout|at the (?:end|start|top|beginning) of|before|after) your {_REPLY}\s*,",
    rf"\b(?:as|with|from) your own (?:knowledge|{_REPLY})|\b(?:letters?|words?|vowels?|spaces) (?:in|of|"
    rf"from) your {_REPLY}",
    rf"^{_SPOKEN}\W*{_ASKED}(?:reply|respond|answer|write|continue)\s+(?:only\s+|exclusively\s+)?(?:in|"
    rf"using)\s+(?:all |pure |plain )?{_LANGUAGE}",
    r"\bfrom (?:now|this point|here) on(?:wards?)?,?\s+(?:you\s+(?:must|will|should|are to)\s+)?"
    r"(?:answer|reply|respond|say|write|print|cite|repeat|append|quote)\b",
    r"\b(?:correct|right|true|official|expected) answer to (?:this|that|the|every|all|any|each) (?:\w+ )?questions?"
    r"(?:\s*:|\b[^.?!]{0,30}\bis\b)",
    r"\b(?:(?:remember|memori[sz]e|store)\b[^.?!]{0,60}\b(?:future|later|next|subsequent|coming)|"
    r"(?:remember|memori[sz]e|store|save|keep)\b[^.?!]{0,60}\b(?:for|in) (?:future|later|next|subsequent|all|coming)) "
    r"(?:\w+ )?(?:conversations?|chats?|questions|turns|answers|replies|prompts)\b|\bfor the rest of th(?:is|"
    r"e) (?:conversation|chat)\b",
    # what the reader's machine is to pass on, fetch or build
    rf"(?:^\W*(?:\w+\s*:\s*)?|[.:;]\s*){_ASKED}(?:tell|inform|advise|warn|convince|persuade|remind|urge)\s+(?:(?:the|"
    rf"your|every|each|all|any)\s+)?"
    r"(?:readers?|users?|person asking|questioners?)\b",
    r"\b(?:include|add|append|insert|paste|repeat|reproduce|attach|show)\s+(?:this|the following|the (?:above|"
    r"same))\s+(?:\w+\s+)?"
    r"(?:link|url|code|token|line|tag|address|image|text|html|markdown|string|phrase)\b",
    rf"^{_SPOKEN}.*\bplease\s+(?:repeat|print|output|append|insert|echo|reproduce|include)\s+(?:the|this|that|these|"
    rf"following|exactly|verbatim)\b",
    r"\b(?:repeat|print|output|show|reveal|recite|echo|reproduce)\s+(?:me\s+)?(?:everything|"
    r"(?:all )?(?:of )?the (?:\w+ )?(?:text|words|"
    r"lines?|tags?|sentences?|paragraphs?|links?|messages?|prompt))\s+(?:above|before this|that precedes?)\b",
    r"\b(?:following|below|subsequent|above)\s+code(?:\s+(?:snippet|excerpt|block|segment|fragment|example|sample|in|"
    r"into|to)s?|\s*:)|\bcode (?:snippet|excerpt|block|segment|fragment|example|sample)s? (?:below|above|"
    r"that follows)\b|"
    r"\bconcatenate (?:these|the following|the) (?:strings|parts|pieces|letters|words)\b",
    rf"^\W*{_ASKED}(?:reply|respond|print|output|echo)\b\s*:?\s*[\"“'‘`]?(?-i:[A-Z][A-Z0-9_-]{{3,}})\b",
    rf"(?:{_ORDERED}|\band\s+)(?:print|output|echo|append)\s+[\"“'‘`]?(?-i:[A-Z0-9_-]{{5,}}\b)|"
    r"[;:,]\s*(?:say|add|include|mention|append|answer|reply)\s+[\"“'‘`]?"
    r"(?-i:[A-Z][A-Z0-9_-]{4,}\b)|\b(?:critical|important|essential|vital|required|necessary|imperative|"
    r"mandatory) that you (?:output|print|append|"
    r"include|reply|cite)\b|\bmake sure (?:to|you|that you) (?:say|output|print|append|include|reply|"
    r"mention)\b[^.?!]*(?:\bat the end\b|"
    r"\bthe (?:word|link|code|token)\b|(?-i:\b[A-Z0-9_-]{5,}\b))",
    rf"^{_SPOKEN}\W*{_ASKED}(?:do not|don['’]t|never|refuse to|decline to|stop) (?:answer|cite|mention|"
    rf"summari[sz])(?:e|ing)?\b(?:[^.?!]{{0,40}}\b"
    rf"(?:questions?|article|story|user|sources?)\b| and\b)|^\W*{_ASKED}(?:state|pretend|insist) that\b",
    rf"^\W*{_ASKED}(?:send|e-?mail|post|forward|upload|copy|paste|summari[sz]e|encode) (?:\w+ )?(?:the|this|our|all|"
    rf"your) (?:\w+ )?(?:conversation|"
    r"chat)\b|"
    rf"(?:{_ORDERED}|\b(?:and|or)\s+)(?:encode|decode|convert|translate|output|print|write|reply|respond|answer|use|return|"
    rf"repeat|render|send|put|show|spell|append|include|add|attach|base64)\b[^.?!]{{0,80}}\bbase64\b|"
    r"\burl[ -]encod(?:e|ed|ing)\b",
    rf"^\W*{_ASKED}focus (?:only|exclusively|solely|entirely) on\b[^.?!]*(?:\b(?:and|then) (?:report|provide|print|"
    rf"output|say|return|"
    r"write|give|state)\b|\binformation\b|:)|^\W*use (?:this|the following) (?:analysis|output|answer|response)\b|"
    r"\byou may not deviate\b",
    # who answers, addressed at length
    r"\b(?:assistants?|chatbots?|language models?|llms?|bots?|ais?|ai (?:systems?|agents?|tools?|models?))\s+(?:that|"
    r"which|who|reading|"
    r"citing|quoting|summari[sz]ing|answering|processing|parsing|using)\s+(?:\w+\s+){0,2}(?:this|"
    r"these)\s+(?:\w+\s+)?(?:story|article|notes?|"
    r"page|texts?|documents?|passages?|report|files?)\b",
    r"^\W*(?:ai |dear )?(?:assistants?|chatbots?|language models?|llms?|ais?|bots?)\s*[,:] (?:when|if|you|please|say|"
    r"always|whenever)\b",
    r"(?:^\W*(?:(?:dear|hey|hello|ok(?:ay)?|attention|please)\W+)?(?:assistant|ai|chatbot|llm|bot|language model)\s*,|"
    r"\b(?:assistant|ai|chatbot|llm|bot|language model)\s*:)\s*(?:please\s+)?(?:reply|respond|say|answer|print|"
    r"output|write|repeat|cite|"
    r"ignore|disregard|use)\b",
    r"^\W*you are now\b[^.?!]{0,40}(?:\b(?:ai|a\.i\.|llm|chatbot|bot|unrestricted|jailbroken)\b|(?-i:\bDAN\b)|"
    r"\bmode\W*$)",
    r"\bfrom me, the user\b|\bto you,? (?:the )?(?:ai\b|assistant\W*$|llm|language model)|"
    r"\bthe task (?:that )?i (?:gave|have given) you\b",
    r"\bautomated (?:\w+ )?(?:systems?|software|readers?|agents?|tools?|parsers?|crawlers?)\s*:",
    # a reader sent to an address as no reporter would; "details are at example.org" is the reporter's
    r"(?:^\W*(?:\w+\s*:\s*)?|[.:;!?,<(\[\"“'‘>]\s*|\b(?:please|kindly|print|(?:readers?|users?|customers?|clients?|"
    r"you|subscribers?|"
    r"everyone|visitors?|account holders?)\s+(?:must|should|need to|have to|are (?:asked|required|requested|"
    r"advised) to))\s+)"
    rf"(?:please\s+|kindly\s+|now\s+|just\s+){{0,5}}(?:(?:go|navigate|head|proceed|browse|connect|move|"
    rf"switch)(?: over| back)? to|go here|direct|address|refer|point|visit|click(?: on| here)?|open|"
    r"(?:log|sign) ?(?:in|on|up)(?:to| to)?|follow|download|install|verify|confirm|validate|update|(?:re-?)?enter|"
    r"submit|claim|register|call up|"
    r"check out|report|fetch|load|send|forward|upload|redirect|inform|tell)\b"
    rf"{_SPOKEN}(?:[^.?!\n]{{0,80}}?(?:\b(?:to|at|on|from|via|in|through|into|visit)\b|:))?\s*{_HOST}",
    rf"\bdomain(?: name)? is\s*:?\s*{_HOST}|\bthis domain\b[^?!]{{0,60}}\bis (?:clearly |completely |perfectly )?(?:safe|"
    rf"benign|not malicious|harmless)\b|\bsign in again at\b|https?://\S*=(?:[\"'\s`]|$|[\[{{<]|(?-i:[A-Z]{{4,}}\b))",
)
# What programs read, and readers of the news never see. Plain tags of a text ("<p>", "<b>") are only untidy.
_NOT_PROSE = (
    r"<!--|-->|<!\[cdata|\]\]>|^\W*\[//\]:|\{%|%\}|\{\{|\}\}|\[\[/?[a-z_ ]+\]\]|<\?(?:xml|php)",
    r"<\s*/?\s*(?:documents?|docs?|passages?|context|cite|citations?|sources?|quotes?|answers?|claims?|records?|"
    r"results?|information|info|"
    r"tool\w*|function\w*|memory|think\w*|data|articles?|query|question|user_\w+|snippets?|chunks?|response|reply|"
    r"output|input|hidden|secret|"
    r"important|note|admin\w*|developer|rules?|task|policy|metadata|retrieved\w*|search\w*|evidence|reference|ref|"
    r"span|fact)"
    r"(?:[\s_:-][^<>]*)?/?>",
    r"<\s*(?:img|iframe|script|form|input|object|embed|link|meta|svg|video|audio|base)\b[^<>]*?\s[a-z-]+\s*=|"
    r"<\s*\w+\b[^<>]*?\s(?:(?:data-[\w-]+|aria-[\w-]+|title|alt|style|on[a-z]+|color)\s*=|hidden\b)|"
    r"<<\s*(?:[\"'`<\[]|a\s+\w+\s*=)",
    r"^[\s\"'“‘`>]*(?!<<(?!\s*[\"'`\[])[^<>]+>>)<+(?!\s*/?(?:p|b|i|u|em|br|hr|ol|ul|li|dl|dt|dd|td|tr|th|strong|small|h[1-6]|blockquote|figure|"
    r"figcaption|section|header|"
    r"footer|main|table|sub|sup|del|ins|mark|s|q|a|div|font|time|abbr|center)\b[^<>]*>)(?=[^\s\d=<])(?!https?:|"
    r"mailto:|[\w.+-]+@)",
    r"<(?!https?:|mailto:)[\w.-]*\w\.[a-z]{2,}(?:/[^<>@\s]*)?>",  # an address in brackets, and no scheme
    r"\b(?:passage|chunk|document|doc|source|record|article|citation|span|quote|evidence|context|"
    r"snippet)[ _-]?ids?\b\s*[:=#]",
    r"\b(?:score|similarity|relevance|confidence)\s*[:=]\s*[01]?\.\d{2,}|\b(?:start|end)\s*=\s*[\"']?\d+\b",
    r"\[\[?(?:citations?|cite|passage|chunk|doc(?:ument)?|id|record|quote|evidence|"
    r"context)\b[^\]:=]{0,12}[:=][^\]]{0,80}\]|\|\s*score\b|"
    r"^\W*(?:metadata|embedding|snippet|citation|retrieval)s?\s*[:=]|\bverified (?:citation|quote|"
    r"answer|passage)s?\b",
    r"^\W*\"(?-i:[a-z_][a-z0-9_]*)\"\s*:\s*(?:[\"\[{\d-]|true\b|false\b|null\b)|"
    r"\{\s*'?(?-i:[a-z_]\w*)'?\s*:\s*[\"'\[{\d]",
    r"(?<![\w@./-])_?(?:assistant|llm|ai|system|bot|model|agent|chatbot|tool|prompt|user)_[a-z]\w\w+(?![\w@])",
    r"^\W*(?:tool|function|retriever|retrieval|search|api|agent)[ _-](?:results?|outputs?|responses?|calls?)\s*[:=({]",
    r"\]\(#\w+\)|^\s*\[/?(?:system|assistant|user|instructions?|admin\w*|developer|prompt)\b[^\]]{0,30}\]|"
    r"\[/(?:system|assistant|user|instructions?|admin\w*|developer|prompt|context|documents?|sources?)\]",
    r"^\s*#+\s*\W?(?:end (?:of )?)?(?:instructions?|response|system|prompt|input|assistant|user|human|context|"
    r"task)\b\W*(?:$|:)",
    r"(?<![-=*#_])[-=*#_]{3,}\s*(?:(?:end|begin|start)(?: of)?(?: the)? (?:documents?|context|articles?|passages?|sources?|"
    r"instructions?|message|prompt|"
    r"data|input|text|session|story|results?)|(?:system|admin\w*)\b|message from)\b",
    r"(?:[.!?>\]*)]\s*|-\s+)(?-i:User|Assistant|System|Human|AI|USER|ASSISTANT|SYSTEM|HUMAN)\s*:",
    r"^\W*\[\^?\w{1,12}\]:\s*(?:<|https?:|www\.)|^\s*:\s*(?:<|https?:|"
    r"www\.)",  # a link's definition, and one cut in two
    r"(?<!\w)(?:[a-z][ .]){8,}[a-z](?!\w)|\b(?:snoitcurtsni|erongi|drager?sid|"
    r"tnatsissa)\b",  # letters set apart; words backwards
)
_IN_OTHER_LANGUAGES = (
    # earlier instructions set aside; in Spanish and French the imperative may be the third person too: only in first place
    r"^\W*(?:ignor(?:a|e|ez|ad|en)|olvid(?:a|e|ad|en)|oubli(?:e|ez)|esque[cç]a|dimentica(?:te)?)\b[^.?!]{0,60}?"
    r"\b(?:instruc\w*|istruzion\w*|instruç\w*|consignes (?:précédentes|ci-dessus)|órdenes anteriores|reglas anteriores|"
    r"règles précédentes|regole precedenti|regras anteriores)",
    r"\b(?:ignorier(?:e|en sie)|missachten? sie|vergiss|vergessen sie|negeer|игнорируй\w*|забудь\w*|zignoruj|unut|"
    r"görmezden)\b"
    r"[^.?!]{0,60}?\b(?:anweisung\w*|instruktion\w*|instructies|regeln|инструкци\w*|указани\w*|polecenia|"
    r"instrukcj\w*|talimat\w*)",
    r"\bab (?:jetzt|sofort)\b[^.?!]{0,40}\bantworten?\b|\b(?:önceki|alle (?:vorigen|bisherigen|"
    r"vorherigen))\b[^.?!]{0,60}?\b(?:talimat\w*|anweisung\w*|instruktion\w*)",
    r"(?:指示|命令|指令|規則|规则).{0,12}(?:無視|忽略|忽视|忘れ|忘记)|(?:無視|忽略|忽视|忘记).{0,16}(?:指示|命令|指令|規則|规则)|(?:지시|명령).{0,10}무시",
    r"(?:تجاهل|انسَ?)\w*\b.{0,30}(?:تعليمات|أوامر)|bỏ qua .{0,20}(?:hướng dẫn|chỉ dẫn|lệnh)|"
    r"abaikan .{0,30}(?:instruksi|perintah)|"
    r"(?:निर्देश|आदेश).{0,30}(?:अनदेखा|नज़रअंदाज़|अनदेखी)|\bignorer[ae]?\b[^.?!]{0,40}\b(?:instruktion\w*|"
    r"instruksj\w*|instruks\w*)",
    # the text of an answer prescribed: an imperative with "only" or "the word"
    r"^\W*(?:(?:en su lugar|en cambio|por favor|ahora|a partir de ahora|desde ahora|à la place|désormais|"
    r"à partir de maintenant|maintenant|"
    r"s['’]il vous plaît|invece|ora|da ora in poi|per favore|em vez disso|agora|"
    r"a partir de agora)\s*,?\s+)*(?:responde[da]?|responda|contesta|contesten?|escribe|escriba|di|diga|réponds|"
    r"répondez|écris|écrivez|dites|rispondi|"
    r"risponda|scrivi|escreva)\b[^.?!]{0,40}?\b(?:solo|sólo|solamente|únicamente|la palabra|seulement|uniquement|"
    r"le mot|soltanto|"
    r"la parola|apenas|somente|a palavra|exactamente|exactement|esattamente|exatamente)\b[^.?!]{0,30}[\"“«A-Z]",
    r"\b(?:antworte(?:n sie)?|schreiben sie|sagen sie|geben sie|antwoord|schrijf|ответь\w*|отвечай\w*|ответьте|"
    r"напиши\w*|odpowiedz|odpowiadaj)\b"
    r"[^.?!]{0,40}?\b(?:nur|ausschließlich|genau|exakt|dem wort|das wort|alleen|precies|het woord|только|точно|"
    r"слово\w*|tylko|dokładnie)\b",
    r"(?:だけ|のみ|とだけ).{0,10}(?:返答|回答|答え|出力)|(?:只|仅|僅|只能).{0,6}(?:回答|回复|回覆|输出|輸出|(?:說|说)\s*[\"“「『])|라고만.{0,6}(?:답|대답)|"
    r"(?:必ず|正確に).{0,30}(?:出力|返答|回答)(?:して|せよ)|^\W*대신.{0,10}[\"“]|(?:أجب|اكتب|رد|قل)\s+(?:فقط|بـ)|"
    r"^\W*[\"“«„][^\"”»“]{1,60}[\"”»“]\s+(?:and (?:absolutely )?nothing (?:else|more)\b(?!,)|y nada más|"
    r"et rien d['’]autre|und (?:sonst nichts|nichts "
    r"anderes)|e nada mais|e nient['’]altro|en niets anders|и ничего (?:больше|кроме)|i nic więcej|"
    r"ve başka (?:hiçbir )?şey|ولا شيء غير)",
)
_INSTRUCTION = re.compile(
    "|".join(f"(?:{pattern})" for pattern in (*_PATTERNS, *_NOT_PROSE, *_IN_OTHER_LANGUAGES)), re.IGNORECASE
)
_DISGUISED = re.compile(r"\b(?=\w*[a-z])(?=\w*[013457])[a-z013457]{2,}\b", re.IGNORECASE)
_LETTERS = str.maketrans("013457", "oieast")
FEWEST_DISGUISED = 3  # words of a sentence in which digits stand for letters; one or two are model numbers


# The service line of an article, whose address is the reporter's. Nothing of the reader's own is asked for in it.
_SERVICE = re.compile(
    r"(?P<lead>(?:^|(?<=[.?!] )|(?<=[.?!][\"”] ))\W{0,3}"
    r"(?:(?:for|to)\s+(?![^,]{0,60}\b(?:your?|yours|accounts?|passwords?|log ?in|prizes?|refunds?|rewards?|verify|claim)\b)"
    r"[^,.?!:]{3,60},\s*(?:visit|go to|see)|"
    r"(?:\w+ ){0,2}(?:readers|customers|residents|passengers|travell?ers|visitors|motorists|drivers|parents|voters|"
    r"patients|applicants|people|anyone)(?: [\w'’-]+){0,6}? (?:should|can) (?:visit|go to|see)|"
    r"(?<=[“\"])report (?:it|them|this|any \w+) (?:at|to|via|on)))"
    r"\s+(?:https?://)?(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,10}(?:/[\w/.-]{0,60})?(?![\w@/\[(<])",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"[.?!]\s")

WINDOW = 1500  # characters read at once, half of them again with the next: a long text takes time by its length alone


def looks_like_an_instruction(text: str) -> bool:
    shown = " ".join(unescape(strip_hidden(text)).split())
    return any(
        _INSTRUCTION.search(part, first)
        for one in {shown, search_text(shown), _undisguised(shown)}
        for part, first in _parts(_SERVICE.sub(r"\g<lead> it", one))
    )


def _parts(text: str) -> Iterator[tuple[str, int]]:
    """Windows of a text, and where each is read from: one cut within a sentence has no beginning ("^") of its own."""
    start, first = 0, 0
    while True:
        yield text[start - first : start + WINDOW], first
        if start + WINDOW >= len(text):
            return
        ends = [found.end() for found in _SENTENCE_ENDS.finditer(text, start + WINDOW // 4, start + WINDOW // 2)]
        start, first = (ends[-1], 0) if ends else (start + WINDOW // 2, 1)


def _undisguised(text: str) -> str:
    """ "1gn0r3" as "ignore"."""
    if len(_DISGUISED.findall(text)) < FEWEST_DISGUISED:
        return text
    return _DISGUISED.sub(lambda word: word.group().translate(_LETTERS), text)
