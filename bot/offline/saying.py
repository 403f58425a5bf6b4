"""Verbs of saying in English, Spanish and French, and the places beside them where the speaker stands."""

from __future__ import annotations

import re

_TELLS = r"(?=\s+(?:that|in|on|at|yesterday|to\s[^.;]{2,40}\sthat|of\s[“\"«])\b|\s*[,.:;“\"«]|\s*$)"  # "noted that", not "noted 29 points"
_QUOTES = r"(?=[^.;]{0,80}[“\"«])"  # "called it “a joke”", not "was called in"
_FIGURES = r"(?:numbers?|figures?|totals?|costs?|tolls?|damages?|loss(?:es)?|values?|prices?|bills?|shares?|odds|chances?|risks?|age)"
_ENGLISH = (
    r"(?:said|says|say|(?:told|tells)(?!\s+(?:an?|another|the same|two|its|their|his|her)\s+(?:\w+\s+)?(?:story|stories|tale|version)\b|\s+it\b)"
    r"|claimed|claims|maintained|maintains|explained|explains|stated|states|insisted|insists|argued|argues|admitted|admits|confirmed"
    r"|confirms|denied|denies|announced|announces|warned|warns|recalled|recalls|complained|concluded|estimates|believes|replied|replies"
    rf"|acknowledged|stressed|stresses|joked|(?:declared|declares|added|adds|wrote|writes|noted|notes){_TELLS}"
    r"|(?:expects|predicts|predicted)(?=\s+(?:that\b|(?!an?\s)(?:[\w’'-]+\s+){1,6}?to\s+[a-z]))|swears|swore(?=\s+(?:that|to)\b)"
    rf"|puts?(?=\s+(?:the|its|their|his|her)\s+(?:[\w-]+\s+){{0,2}}?{_FIGURES}\s(?:(?:of|for)\s[^.;:“\"«]{{2,40}}\s)?at\b)"
    r"|promised(?=\s+(?:to|that|in|on|not)\b|\s*[,.:;“\"«]|\s*$)|promises(?=\s+(?:to|that)\b)"
    r"|asked(?=\s+(?:whether|if|why|how|what|who|when|where)\b|\s*[,:“\"«]|\.?$)"
    rf"|called(?:\s+(?:for|on|it|him|them|this|that)\b|{_QUOTES})|(?:spoke|described){_QUOTES})"
)
ROMANCE = (
    r"(?:dijo|dice|dicen|declaró|declara|afirmó|afirma|aseguró|asegura|explicó|explica|señaló|señala|negó|sostiene|sostuvo|advirtió|advierte"
    r"|recuerda|recordó|respondió|responde|contestó|se quejó|se queja|prometió|añadió|añade|agregó|agrega|reconoció|reconoce|comentó|indicó"
    r"|informó|insistió|insiste|precisó|opinó|opina|admitió|admite|manifestó|subrayó|replicó|lamentó|bromeó|bromea|relató|repitió"
    rf"|(?:denunció|denuncia|anunció|anuncia|cuenta|contó|calcula|calculó|estima|estimó|jura|juró)(?=\s+que\b|\s*[,.«“]|$)|calificó{_QUOTES}"
    r"|(?:ha|han|había) (?:dicho|declarado|afirmado|asegurado|explicado|advertido|prometido|reconocido|anunciado|admitido|añadido)"
    r"|dit|déclare|affirme|assure|explique|estime|précise|souligne|regrette|rappelle|avoue|répond|répondent|ajoute|reconnaît|raconte|confie"
    r"|prévient|indique|dénonce|dément|(?:calcule|jure)(?=\s+qu)|soupire|plaisante|se plaint|s[’']inquiète"
    r"|(?:a|ont|avait) (?:dit|déclaré|affirmé|assuré|expliqué|estimé|précisé|souligné|regretté|rappelé|avoué|répondu|ajouté|reconnu"
    r"|raconté|confié|promis|prévenu|annoncé|indiqué|demandé|dénoncé|insisté|lancé|soupiré|plaisanté|admis|répliqué|averti)"
    rf"|(?:a|avait) qualifié{_QUOTES}|déclaré|affirmé|expliqué)"
)
SAID = rf"(?:(?:{_ENGLISH}|{ROMANCE})(?!\w)(?!\s+by\s+(?:the\b|an?\b|his\b|her\b|[A-Z])))"
# what comes before its speaker: "told" comes before its hearer
_SAID_BY = (
    r"(?:(?!(?:told|tells|called|spoke|described|asked)\b)"
    rf"(?:{_ENGLISH}|{ROMANCE}|(?:added|adds|wrote|writes|noted|notes|declared|declares|cuenta|contó|anuncia|anunció|denuncia|denunció|calificó|asked|estimates|joked|shouted|promised|promises|warns)\b)(?!\s+by\s+(?:the\b|an?\b|his\b|her\b|[A-Z])))"
)
_HAS = r"(?:(?:has|had|have|also|later|then|once|who|now|recently|already|always|just|le|les|se|lo|lui|leur|nous) |l[’'])*(?:\w+ly )?"
_NO_VERB = r"(?:(?!\b(?:was|is|were|had|would|could|has|have|will|been|be|are|that|not)\b)[^“\"«;:]){2,80}"

AFTER = re.compile(  # “…,” said Ada Moss.   …, said Ada Moss.
    rf"(?:[”\"»],?\s*(?:\w+ly\s+)?{_SAID_BY}\s+(?P<who>[^“\"«;:]{{2,120}}))|,\s+{_SAID_BY}\s+(?P<last>{_NO_VERB})(?=\s*(?:;|\.?$))"
)
# A quotation that opens the sentence, or that the sentence opens inside of, and ends as words do that were said: what
# comes next is a verb of saying, whatever it means otherwise. «El faro» in the middle may be a title.
_SPOKEN = r"^[“\"«]?[^“”\"«»]+(?:[,!?]\s?[”\"»],?|[”\"»],)\s+"
_WHOEVER = r"(?!\w+ (?:más|menos|plus|moins|veille|même|lendemain)\b)(?=(?:el|la|los|las|un|una|su|sus|él|ella|le|les|une|son|sa|ses|leur|the|an?|one|its|his|her|their)\s|l[’'][a-z]|él\b|ella\b|[A-ZÀ-ÖØ-Þ])"
_NO_VERBS = (
    r"(?!(?:para|contra|hasta|hacia|cada|toda|sobre|entre|desde|durante|mediante|obra|esta|este|comme|contre|outre|que|toute|presque|notre|votre|cette"
    r"|quelque|chaque|autre|novela|película|canción|serie|pieza|sortie|parue|écrite|[^\W\d_]+ée|because|while|once|before|like|despite|were|where|since|inside|outside|above|there|here|some|more|came|have|one)\s)"
)
_PARTICIPLE = r"[^\W\d_]{2,}(?:[éiu]|is|it|ert)e?s?"
TELLS_AFTER = re.compile(  # "…", celebró la alcaldesa   « … », s'est indigné le maire   "…," quipped Ada Moss
    rf"{_SPOKEN}(?:(?:me|nous|se|lo|le|l[’'])\s?)?(?:(?:se\s+)?{_NO_VERBS}[a-zà-ÿ]{{3,}}(?:ó|aron|ieron|a|e|ent)"
    rf"|(?:s[’']|l[’'])?(?:a|est|ont|avait|était)\s+(?:\w+ment\s+)?{_PARTICIPLE}|s[’'][a-zà-ÿ]{{3,}}e|[a-z]{{3,}}ed)\s+{_WHOEVER}"
    r"(?P<who>[^“\"«;:]{2,120})"
)
TELLS_INVERTED = re.compile(  # « … », a-t-il ironisé   « … », s'est-elle indignée   « … », soupire-t-il
    rf"[”\"»],?\s+(?:(?:(?:l[’'])?(?:a|avait)|s[’'](?:est|était))-(?:t-)?(?=\w+\s+(?:\w+\s+)?{_PARTICIPLE}\b)|(?:s[’']|l[’']|me\s|nous\s)?[^\W\d_]{{2,}}[etd]-(?:t-)?)"
    r"(?P<who>ils?|elles?|on)\b"
)
TOLD_AFTER = re.compile(  # "…," Judge Ada Moss wrote for the court   "…," she quipped on Sunday   "…," the baker shot back.
    rf"{_SPOKEN}(?P<who>(?:he|she|they|(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er)\s+)?(?:[\w’'-]+\s+){{0,3}}?[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){{0,4}}(?:,[^,“”\"«»]{{2,60}},)?)"
    r"(?=\s+(?:\w+ly\s+)?(?:wrote|writes|notes|adds|[a-z]{2,}ed)\b(?!\s+by\b))|(?:the|an?|its|his|her|one)\s(?:[\w’'-]+\s){0,2}[\w’'-]+"
    r"(?=\s+(?:wrote|writes|notes|adds|[a-z]{2,}ed)(?:[.,;]|$|\s+(?:when|while|as|before|after)\b)))"
)
BETWEEN = re.compile(  # "Until then, said the mayor, the lane stays shut."
    rf",\s+{_SAID_BY}\s+(?P<who>(?:(?!\b(?:was|is|were|had|would|could|has|have|will|been|be|are|that|not)\b)[^,“\"«;:]){{2,60}}(?:,\s+[A-Z][^,“\"«;:]{{2,40}})?)(?=,(?!\s+[A-Z][\w’'-]+ [A-Z]))"
)
BEFORE = re.compile(
    r"(?:^|[”\"»;]\s+|,\s+(?:and|but|where|while|when|because|y|et)\s+)(?P<who>[^“\"«”;:]{2,160}?)"
    rf"[,\s]+(?!(?<=, )called (?:the )?[A-Z]){_HAS}{SAID}(?! for\b(?<!called for))"
)
INSIDE = re.compile(  # "52 owls live in Holm Park, the wardens say, and …"   "Nobody came, witnesses told the court."
    r",\s+(?P<who>(?!(?:which|who|whom|whose|that|and|but|where|while|when|because|as|y|et|que|qui|if|although|though)\b)[^,.;:…“”\"«»]{2,60}?)"
    rf"\s+(?:has |had |have |also |later )?(?:told\s+[^,.;:“”\"«»]{{2,40}}(?=,|\.?$)|{SAID}"
    r"(?=[,;]|\.?$| (?:on|in|at|by|late|early|this|last|yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b))"
)
QUOTED_BY = re.compile(
    r"(?P<who>\b[\w’' ]{2,50}?) (?:was|were|is|been) quoted (?:by|in) (?P<outlet>(?:the |The )?[A-Z][\w’' ]{0,60}?) as saying"
)
ACCORDING = re.compile(
    rf"\b(?:[Aa]ccording to|[Pp]er|[Ss]egún(?: {ROMANCE})?|[Ss]elon|[Dd][’']après) "
    r"(?P<who>(?:a |an |the |The |el |la |los |las |le |les )?(?:(?:Dr|Mr|Mrs|Ms|Prof|St|M)\.\s|[^,.;:“\"«]){2,80}?(?:,\s+(?:[A-Z][\w’'-]+\s?){2,3}(?=[,.]))?)"
    r"(?=[,.;:“\"«]|$| that | which )"
)
INVERTED = re.compile(  # "dit-elle", "a-t-il expliqué"
    rf"(?:{SAID}-(?:t-)?|\ba-t-(?=\w+ (?:dit|déclaré|expliqué|affirmé|ajouté|répondu|précisé|confié|raconté|reconnu|promis)\b))"
    r"(?P<who>ils?|elles?|on)\b"
)
ALONE = re.compile(  # "«…», añadió."   "El coste, explicó, es menor."   "«…», afirmó a la salida."   "Explicó que …"
    rf"^(?:(?:También|Además|Asimismo|Luego|Después),?\s+)?(?:(?:Le|Les|Lo)\s+)?(?i:{ROMANCE})\s+(?:(?:también|además|asimismo|luego|hoy|ayer)\s+)?que\b"
    rf"|(?:[”\"»],?|,)\s*{ROMANCE}(?=[,.]|$|\s+(?:a|al|en|por|tras|durante|ante|este|esta|ayer|hoy|dans|à|hier|devant)\b)"
    r"|^[“\"«]?[^“”\"«»]+[”\"»],\s+(?:se\s+)?[^\W\d_]{3,}ó(?=[.]|$|\s+(?:ayer|hoy|este|esta|el (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo))\b)"
)
PRONOUN = re.compile(
    r"(?:^|[\s,])(?P<person>he|she|il|elle|él|ella)$|(?:^|[\s,])(?:they|it|we|i|you|ils|elles|on|ellos|ellas)$|^(?:her|him|them|us|me|lui|eux)$",
    re.IGNORECASE,
)
COLON = re.compile(r"^(?P<who>[^“”\"«»:]{4,}?)\s?:\s*[“\"«]")  # "Ada Moss was less kind: “…”"
AFTER_PRONOUN = re.compile(  # "contó él al salir", "said she in a letter"
    r"^(he|she|they|él|ella|ellos|ellas|ils?|elles?)\s+(?:mism[oa]\s+)?(?:al?|en|por|tras|con|durante|ante|desde|de|cuando|mientras|ayer|hoy|"
    r"in|on|at|after|to|as|when|before|with|while|dans|à|au|devant|après|avant|hier)\b.*$",
    re.IGNORECASE,
)
PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|got|fue|fueron|est|sont|été)$")
UNSAID = re.compile(
    r"\b(?:to|having|not|would|could|will|should|may|might|must|cannot|can|no|nor|ne)$|n[’']t$"
)  # "did not say"
