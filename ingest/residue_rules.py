"""The words by which a line is known for what a web page leaves in a text. Each pattern is for a whole line."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = r"[\w&.@'’-]+"  # of a name
_NAME = rf"(?:{_WORD}|/|\|)"  # or what stands between two
_AGENCY = (
    r"(?:AP|AFP|EPA|EFE|ANSA|DPA|PA|Reuters|Getty(?: Images)?|Shutterstock|Alamy|Bloomberg|Xinhua|Associated Press"
    r"|Agence France[- ]Presse|WireImage|iStock|Unsplash|Wikimedia(?: Commons)?|Netflix|Handout)"
)
READING_TIME = (
    r"(?:(?:reading time|temps de lecture|tiempo de lectura|lectura|lecture|lesezeit)\s*:?\s*)?"
    r"\d+\s*[- ]?min(?:ute|uto)?[sn]?\.?(?:\s+(?:read|de lecture|de lectura))?"
)


@dataclass(frozen=True)
class Rule:
    """A pattern for a whole line of at most `longest` characters."""

    reason: str
    pattern: re.Pattern[str]
    longest: int
    ended: bool = False  # whether a line that ends like a sentence may match


_TO_DO = r"(?:please|you|your|subscribe|sign|log|register|create|become|start|join|buy|choose|enter|click|support|get)\b"  # what a reader is told


def _rule(reason: str, pattern: str, longest: int, ended: bool = False, cased: bool = False) -> Rule:
    return Rule(reason, re.compile(rf"(?:{pattern})\s*$", 0 if cased else re.IGNORECASE), longest, ended)


POINTER = "a pointer to other pages"
_BUTTON = "buttons of a web page"
_NOTICE = "a newsletter or subscription notice"
_LEGAL = "legal lines of a web page"
CREDIT = "a picture credit"
_STYLE = "style rules of a web page"
_COOKIE = "a cookie notice"
_NOTE = "a note of the editors on the article"

_BUTTON_WORD = (
    r"(?:share|save(?: for later)?|print|e-?mail|tweet|pin(?: it)?|copy link|comments?|like|follow(?: us)?|reply|report"
    r"|menu|search|log ?in|sign in|subscribe|skip to (?:main )?content|close|next|previous|home|back to top|show more"
    r"|load more|contact|terms of use|compartir|guardar|imprimir|partager|enregistrer|imprimer|teilen"
    r"|sign ?up|sign out|log ?out|my account|watch live|link copied|gift (?:this )?article|share full article"
    r"|(?:view|see|show|read|hide)(?: all)?(?: \d+)? (?:comments|captions?|gallery|transcript|more|all|replies)"
    r"|view image in fullscreen|full ?screen|play(?: video)?|pause|mute|unmute|load more \w+|toggle (?:menu|navigation)"
    r"|skip (?:ad|advertisement|past newsletter promotion)|after newsletter promotion"
    r"|about us|contact us|advertise with us|work for us|help cent(?:er|re)|site ?map|accessibility(?: help| statement)?"
    r"|order reprints|today['’]s paper|purchase licensing rights|reuse this content|donate(?: now)?|make a donation"
    r"|support us|opens (?:in (?:a )?)?new (?:tab|window)|text size|add as (?:a )?preferred source(?: on google)?"
    r"|iniciar sesión|inicia sesión|regístrate|registrarse|suscripciones|copiar enlace|(?:ir a los|ver(?: los)?) comentarios"
    r"|comentarios|comentar|cerrar|menú|buscar|ver (?:más|biografía|todo)|leer después|escuchar|seguir leyendo"
    r"|desplegar redes sociales|se connecter|connexion|(?:s['’])?abonner|accueil|rechercher|lire plus tard"
    r"|ajouter (?:à|aux) (?:vos|mes|ses) (?:sélections|favoris)|offrir (?:l['’]|cet )article|réagir|commenter|commentaires"
    r"|copier le lien|écouter|fermer|réutiliser ce contenu|voir plus|retour en haut|zum inhalt(?: springen)?"
    r"|anmelden|abmelden|registrieren|menü|suchen?|startseite|abonnieren|drucken|merken|anhören|vorlesen"
    r"|artikel (?:zum )?(?:anhören|hören|vorlesen)|link kopieren|bild vergrößern|kommentare?|kommentieren|weiterlesen"
    r"|mehr lesen|schließen|nach oben)"
    r"(?:\s+(?:(?:this|the)?\s*(?:article|story|page|now|comments?)|(?:esta|este|cet|cette)\s+(?:noticia|artículo|article)))?"
)
_PLACE_TO_SHARE = (
    r"(?:facebook|twitter|x(?:\.com)?|instagram|linkedin|whatsapp|telegram|youtube|e-?mail|courriel|correo|reddit|tiktok|threads"
    r"|bluesky|mastodon|pinterest|messenger|flipboard|redes sociales)"
)

_BUTTON_OR_PLACE = rf"(?:{_BUTTON_WORD}|{_PLACE_TO_SHARE})"
_AGO = (
    r"(?:\d+|an?)\s*(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\s+ago"
    r"|hace\s+(?:\d+|una?)\s+\w+|il y a\s+(?:\d+|une?)\s+\w+|vor\s+(?:\d+|einem|einer)\s+\w+"
)

_CODE_RULES = (
    _rule("no words", r"[\W_]+", 1000, ended=True),
    _rule(_STYLE, r"(?:@media|@import|@font-face|[#.][a-z_][\w-]*)[^{}]*\{.*", 5000, ended=True),
    _rule(_STYLE, r"[^{}]*\{\s*(?:[\w-]+\s*:\s*[^;{}]+;\s*)+\}?.*", 5000, ended=True),
    _rule(_STYLE, r"[a-z-]+\s*:\s*[^;.!?]+;", 200, ended=True, cased=True),
    _rule(
        "script of a web page",
        r"(?://\s*)?(?:(?:var|let|const)\s+[\w$]+\s*=.*|(?:async )?function\s*[\w$]*\s*\([^)]*\)\s*\{.*"
        r"|(?:window|document|googletag|jQuery|dataLayer)\b[.\[(]\S.*[;{})\]]|\$\(.*|\(function\b.*"
        r"|if\s*\(.*\)\s*\{.*|\}\s*(?:else\b.*|\)\s*\(?.*;?)|<!\[CDATA\[.*|\]\]>)",
        20000,
        ended=True,
        cased=True,
    ),
    _rule(
        "markup of a web page",
        r"(?>(?:<!--.*?-->|<!--|-->|</?[a-z][^<>]*>|<!doctype[^<>]*>|&#?\w+;)\s*)++",
        5000,
        ended=True,
    ),
    _rule("markup of a web page", r"(?:\{\{.*\}\}|\{%.*%\})", 500, ended=True),
    _rule("a link alone", r"(?:[\w ]{0,20}:\s*)?<?(?:https?://|www\.)\S+", 2000, ended=True),
)

_PAGE_RULES = (
    _rule("advertisement", r"advertisements?|ad|sponsored(?: content)?|promoted|publicidad|publicité|anzeige", 30),
    _rule("advertisement", r"advertisement\s*[·|–-]\s*(?:scroll|continue|story)\b.*", 60, ended=True),
    _rule("advertisement", r"(?:sponsored|promoted) (?:links?|stories|posts?)(?: (?:by|from) \w+)?|taboola feed", 60),
    _rule("advertisement", r"(?:story|article) continues (?:below|after)(?: (?:this |the )?ad\w*)?", 60, ended=True),
    _rule(
        POINTER,
        r"more (?:from|on|about|in)\s+(?:this (?:story|topic|author|section)|the web|our network)\s*(?::.*)?",
        160,
    ),
    _rule(
        POINTER,
        r"(?i:more (?:from|on|about|in|coverage of))\s+[A-Z][\w.&'’-]*"
        r"(?:\s+(?:of|the|and|&|[A-Z][\w.&'’-]*)){0,5}\s*(?::.*)?",
        160,
        cased=True,
    ),
    _rule(
        POINTER,
        r"(?:read (?:more|also|next|on)|also read|see (?:also|more)|continue reading|keep reading|related(?: stories"
        r"| articles| coverage)?|recommended(?: for you| stories)?|most (?:read|popular)|you (?:may|might) also like"
        r"|trending(?: now| topics)?|watch|listen|lea (?:también|además)|leer más|lee también|te puede interesar|à lire aussi"
        r"|lire (?:aussi|la suite)|lesen sie auch|mehr zum thema)(?:\s*[:>»|].*)?",
        200,
    ),
    _rule(
        POINTER,
        r"(?:top (?:stories|news)|latest (?:news|stories|headlines)|most (?:viewed|shared|watched|commented|discussed)"
        r"|editors?['’]?s? ?picks?|editors['’] picks|what to read next|more stories|more news|te recomendamos|le recomendamos|recomendados?|in other news|popular(?: now)?(?: in \w+)?"
        r"|don['’]t miss|previously|(?:explore )?more on these topics|(?:related|suggested) (?:topics?|tags|links"
        r"|internet links|content|news|videos?|reading)|tags?|topics?|filed under|you may like|around the web"
        r"|from (?:around )?the web|further reading|archivado en|más información|más noticias|(?:lo )?más (?:leídas?|leído"
        r"|visto|vistas?)|noticias relacionadas|también te puede interesar|etiquetas|temas(?: relacionados)?"
        r"|sur le même (?:sujet|thème)|dans la même rubrique|(?:les )?(?:articles )?(?:les )?plus (?:lus|partagés)"
        r"|à lire(?: également)?|(?:nos|autres) articles sur le sujet|mots[- ]clés|meistgelesen|am meisten gelesen"
        r"|auch interessant|das könnte sie auch interessieren|mehr (?:artikel|nachrichten)|schlagwörter|themen)"
        r"(?:\s*[:>»|].*)?",
        200,
    ),
    _rule(POINTER, r"(?:read more (?:at|on|about|here|from)|click here (?:to|for))\b.*", 120, ended=True),
    _rule(
        POINTER,
        r"(?:read (?:more|also|next|on)|also read|see also|up next|related|lea (?:también|además)|lee también"
        r"|(?:à )?lire aussi)\s*[:>»|→].*\?[\"'”’»)\]]*",
        200,
        ended=True,
    ),
    _rule(_BUTTON, _BUTTON_WORD, 40),
    _rule(_BUTTON, rf"{_BUTTON_WORD}(?>\s+[|·•–—-]\s+{_BUTTON_OR_PLACE})++", 160),
    _rule(_BUTTON, rf"{_BUTTON_OR_PLACE}(?>(?:\s+[|·•–—-])?\s+{_BUTTON_OR_PLACE}){{2,}}+", 200),
    _rule(
        _BUTTON,
        rf"(?:share|compartir|partager|teilen)(?: (?:this|on|via|en|sur))?\s*:\s*{_PLACE_TO_SHARE}"
        rf"(?:(?:\s*[|·•,/–—-]\s*|\s+(?:and|y|et)\s+){_PLACE_TO_SHARE})*",
        160,
    ),
    _rule(_BUTTON, rf"{_PLACE_TO_SHARE}(?:\s+{_PLACE_TO_SHARE})?|@[a-z]\w{{2,30}}", 40),
    _rule(
        _BUTTON,
        rf"(?:compartir|partager|envoyer|enviar)\s+(?:en|por|sur|par)\s+{_PLACE_TO_SHARE}"
        rf"|(?:auf|per|via|bei)\s+{_PLACE_TO_SHARE}\s+(?:teilen|versenden)",
        60,
    ),
    _rule(_BUTTON, r"[←→«»‹›<>\s]*(?:older|newer|previous|next) (?:post|article|story|page)s?\b.{0,60}", 80),
    _rule(_BUTTON, rf"(?:(?:posted|updated|published) )?{_AGO}", 40),
    _rule(
        _BUTTON,
        r"(?:share|like|follow|find|join)\s+(?:(?:this|us|it|@?\w+(?: \w+)?)\s+)?(?:on|via)\s+"
        rf"{_PLACE_TO_SHARE}\b.{{0,80}}",
        140,
        ended=True,
    ),
    _rule(_BUTTON, rf"(?:síguenos|síganos|suivez-nous)\s+(?:en|sur)\s+{_PLACE_TO_SHARE}\b.{{0,80}}", 140, ended=True),
    _rule(
        _BUTTON,
        r"(?:(?:reach|contact|e-?mail) (?:the )?(?:reporter|writer|editor|columnist|correspondent|newsroom|author)s?\b.*@"
        r"|follow (?:him|her|them|me) (?:on|at)\b).*",
        200,
        ended=True,
    ),
    _rule(_BUTTON, r"follow @\w+|listen to this (?:article|story)\b.{0,30}", 60),
    _rule(_BUTTON, r"\d+\s+(?:comments?|shares?|likes|views)|comments?\s*[(:]\s*\d+\)?", 40),
    _rule(_BUTTON, READING_TIME, 40, ended=True),
    _rule(_BUTTON, r"(?:leave|post|add) a comment|be the first to comment|join the conversation", 60, ended=True),
    _rule(
        _NOTICE,
        r"(?:sign up|register|subscribe)\b.{0,60}\b(?:our|your|free|here|today|now)\b.*",
        240,
        ended=True,
    ),
    _rule(_NOTICE, r"get (?:our|the|your|the latest) .{0,80}(?:inbox|newsletters?).*", 200, ended=True),
    _rule(_NOTICE, r"(?:sign up for|subscribe to) [\w' ]{0,40}(?:newsletters?|channel|podcast)", 120),
    _rule(_NOTICE, r"(?:enter )?your e-?mail(?: address)?|thank you for subscribing", 80, ended=True),
    _rule(_NOTICE, r"(?:suscríbe(?:te|ase)|inscrivez-vous|abonnez-vous|jetzt abonnieren)\b.*", 160, ended=True),
    _rule(
        _NOTICE,
        r"(?:support|fund) (?:local|independent|our|quality) journalism\b.*|unlock unlimited\b.*|become a (?:member|subscriber)(?: (?:today|now|here))?[.!]?"
        rf"|(?:already|not) an? (?:\w+ )?(?:subscriber|member|reader)(?: yet)?\?(?:\s*{_TO_DO}.*)?|(?:free )?(?:daily|weekly) newsletter"
        rf"|you(?: have|['’]ve) (?:\d+ (?:\w+ )?articles? (?:left|remaining)|reached your \w+ limit)\b.*|to (?:continue|keep) reading(?: this \w+)?,\s*{_TO_DO}.*"
        r"|this (?:article|story|content) is (?:only |exclusively )?(?:for|available (?:only )?to|reserved for) [\w ]{0,30}\b(?:subscribers|members|users)\b.*"
        r"|subscribe (?:for|from|now|today|to continue)\b.*|subscribe to\b.{0,60}\bto (?:get|read|gain)\b.*"
        r"|don['’]t miss out on the latest\b.*|get .{0,100}\bsign up here\.?|privacy (?:notice|policy)\s*:\s*newsletters?\b.*",
        300,
        ended=True,
    ),
    _rule(
        _NOTICE,
        r"(?:article |contenu )?réservée? (?:aux|à nos) abonné.*|il (?:vous )?reste [\d.,]+\s?% de cet article\b.*"
        r"|la suite est réservée\b.*|déjà abonné.*|(?:contenido )?(?:solo|exclusivo) para suscriptores\b.*"
        r"|¿?ya eres suscriptor.*|(?:tu|su) suscripción\b.*\bdispositivo\b.*|lecture d.* en cours sur un autre appareil\.?"
        r"|(?:nur|exklusiv) für abonnent.*|(?:jetzt )?weiterlesen mit\b.*|sie haben bereits ein (?:abo|konto)\b.*",
        200,
        ended=True,
    ),
    _rule(
        _COOKIE,
        r"we and our (?:\d+ )?(?:\w+ )?partners\b.*\b(?:cookies?|personal data|device|consent)\b.*"
        r"|we value your privacy|this (?:page|website|site) uses? cookies\b.*"
        r"|(?:nous et nos|con su acuerdo, nosotros y|mit ihrer zustimmung|wir und unsere)\b.{0,80}"
        r"(?:partenaires|socios|partner)\b.*\b(?:cookies?|données|datos|daten)\b.*|(?:wir|diese (?:web)?seite) (?:verwenden|nutzen|verwendet|nutzt)\b.*\bcookies?\b.*",
        1500,
        ended=True,
    ),
    _rule(
        _COOKIE,
        r"(?:accept|reject|allow|decline|agree to) all(?: and \w+)?|(?:manage|more) (?:preferences|options|choices|settings)"
        r"|i (?:accept|agree|do not accept)|(?:aceptar|rechazar) (?:todo|todas)|tout (?:accepter|refuser)|accepter et (?:fermer|continuer)"
        r"|alle (?:akzeptieren|ablehnen)|akzeptieren(?: und weiter)?|einstellungen verwalten|cookie[- ]?(?:einstellungen|preferences|consent)?s?",
        60,
    ),
    _rule(_COOKIE, r"(?:we|(?:this|our) (?:web ?)?site)(?: and our partners)? uses? cookies\b.*", 500, ended=True),
    _rule(
        _COOKIE,
        r"by (?:continuing|using|clicking)\b(?=.*\b(?:you|your|we|our|agree|accept|consent)\b).*\bcookies?\b.*",
        500,
        ended=True,
    ),
    _rule(
        _COOKIE,
        r"(?:utilizamos|usamos|(?:este|nuestro) sitio(?: web)? (?:utiliza|usa)|nous utilisons"
        r"|(?:ce|notre) site(?: web)? utilise)\b.*\bcookies?\b.*",
        500,
        ended=True,
    ),
    _rule(_COOKIE, r"(?:(?:si|al) contin\w+|en (?:poursuivant|continuant))\b.*\bcookies?\b.*", 500, ended=True),
    _rule(_COOKIE, r"(?:accept|reject|manage)(?: all)? cookies", 40),
    _rule(
        _COOKIE,
        r"(?:aceptar|rechazar|gestionar|configurar)(?: todas)?(?: las)? cookies"
        r"|(?:accepter|refuser|gérer)(?: tous)?(?: les)? cookies",
        60,
    ),
    _rule(
        _LEGAL,
        r"(?:cookie|privacy) (?:policy|notice|settings)|terms (?:of (?:use|service)|and conditions)|aviso legal"
        r"|política de (?:privacidad|cookies)|términos(?: y condiciones| de uso)*|quiénes somos|mentions légales"
        r"|politique de confidentialité|conditions (?:générales|d['’]utilisation)(?: .{0,20})?|qui sommes[- ]nous"
        r"|impressum|datenschutz(?:erklärung)?|nutzungsbedingungen|agb",
        60,
    ),
    _rule(
        _LEGAL,
        r"(?:©|(?:\(c\)|copyright)\s*(?:©|\(c\))?\s*\d{4}).*|copyright\b.*all rights reserved.*",
        300,
        ended=True,
    ),
    _rule(_LEGAL, r".{0,40}\bis not responsible for the content of external (?:sites|links)\b.*", 200, ended=True),
    _rule(
        _LEGAL,
        r"this (?:article|story|report) (?:was )?(?:first|originally) (?:appeared|(?:was )?published) (?:in|on|by)\b.*",
        300,
    ),
    _rule(_LEGAL, r"a version of this (?:article|story) (?:appears|appeared|ran) in print\b.*", 500, ended=True),
    _rule(
        "an end mark of wire copy",
        r"[-–—#*\s]*30\s*[-–—#*]+|[(\[*–—-]+\s*(?i:more|ends?|fin|fine|ende)\s*[)\]*–—-]+|ENDS?|FIN",
        20,
        ended=True,
        cased=True,
    ),
    _rule(
        _NOTE,
        r"(?:this|the) (?:interview|conversation|transcript|q ?& ?a) (?:has been|was) (?:lightly )?(?:edited|condensed)\b.*",
        200,
        ended=True,
    ),
    _rule(_LEGAL, r"our standards\s*:.*", 120, ended=True),
    _rule(
        _NOTE,
        r"this (?:article|story|report|piece|page) (?:was|has been) (?:amended|corrected|updated|modified|edited)\s+"
        r"(?:on|at|to (?:correct|reflect|clarify|include|remove|add|make|say|show))\b.*"
        r"|(?:corrections?\b.{0,60}:\s*)?(?:an|a previous) (?:earlier )?version of this (?:article|story|report|piece)\b.*"
        r"|este artículo (?:fue|ha sido) (?:corregido|modificado|actualizado)\b.*"
        r"|cet article a été (?:modifié|corrigé|mis à jour)\b.*",
        500,
        ended=True,
    ),
    _rule(_LEGAL, r"all rights reserved\.?|.{0,80}\bmay not be (?:published|reproduced)\b.*", 300, ended=True),
)

_CREDIT_RULES = (
    _rule(CREDIT, r"credit\s*(?:\.{3}|…)\s*.{2,80}", 100, ended=True),
    _rule(
        CREDIT,
        r"(?:photos?|photographs?|images?|pictures?|video)?\s*(?:courtesy of|courtesy|cortesía de)\s*:?\s*"
        rf"(?-i:[A-Z@\d])[\w&.@'’-]*(?:\s+{_NAME}){{0,6}}",
        80,
    ),
    _rule(
        CREDIT,
        r"[(\[]?(?:(?:photo|picture|image)\s+)?(?:photo(?:graph)?s?|image|picture|video|illustration|fotos?"
        r"|crédits? photo|credit)\s*(?:\bby\b|\bcourtesy of\b|\bde\b|\bpor\b|\bvon\b|[:/|])\s*(?-i:[A-ZÀ-Þ])[\w.'’-]*"
        r"(?:\s+(?:(?-i:[A-ZÀ-Þ@(])[\w.'’()-]*|van|von|de|del|der|du|la)){0,4}"
        rf"(?:\s*(?:[/|,]|\bfor\b|\bvia\b)\s*{_NAME}(?:\s+{_NAME}){{0,3}}){{0,3}}[)\]]?",
        100,
    ),
    _rule(CREDIT, rf"[(\[]?(?:{_AGENCY}\s+)?(?:Photo|File)\s*/\s*[^.]{{2,60}}[)\]]?", 80, cased=True),
    _rule(
        CREDIT,
        rf"[(\[]?(?:©\s*)?(?:[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){{0,3}}\s*[/|,]\s*)?(?:{_AGENCY}|REUTERS)"
        rf"(?:\s*[/|]\s*{_WORD}(?:\s{_WORD}){{0,3}})*[)\]]?",
        80,
        cased=True,
    ),
    _rule(CREDIT, r"[A-ZÀ-Þ][\w.'’-]*(?:\s+[A-ZÀ-Þ][\w.'’-]*){1,3}\s*/\s*[A-Z]{2,6}", 60, cased=True),
)

RULES = (*_CODE_RULES, *_CREDIT_RULES, *_PAGE_RULES)
LONGEST = max(rule.longest for rule in RULES)
BEGINS_COMMENTS = re.compile(
    r"(?:(?:view|show|read|see|all|reader|readers['’]|ver|voir|alle|\d[\d.,]*)\s+)*"
    r"(?:comments?|comentarios|commentaires|kommentare)(?:\s*[(:]?\s*\d[\d.,]*\)?)?$",
    re.IGNORECASE,
)
OF_COMMENT = re.compile(
    rf"(?:reply|replies|responder|répondre|antworten|report|like|likes|recommend|upvote|me gusta|j['’]aime|gefällt mir|share)"
    rf"\b\W*(?:\(?\d*\)?\W*(?:reply|like|report|share|\d+)?\W*){{0,4}}$|(?:.{{0,40}}\s)?(?:{_AGO})$"
    r"|sort(?:ed)? by\b.{0,40}$",
    re.IGNORECASE,
)
