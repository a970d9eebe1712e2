"""What advertising asks of readers: look at my channel, follow back, write to this number.

From general knowledge of comment spam, in several languages. Each pattern names an act and its object, so
that an argument about channels or telephones is no advertisement. All are tried on folded text.
"""

import re


def pattern(*parts: str) -> re.Pattern[str]:
    """Any of `parts`, as whole words."""
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)")


MINE = r"(?:my|our|mah)"
SHOW = (
    r"(?:channels?|chanels?|videos?|vids?|vidios?|covers?|remix(?:es)?|mixtapes?|raps?|rapping|tracks?|beats|"
    r"songs?|albums?|music|bands?|gameplays?|streams?|profiles?|insta(?:gram)?|twitch|tiktok|youtube|"
    r"soundcloud|onlyfans|apps?)"
)
PLACE = r"(?:podcasts?|pages?|accounts?|blogs?|(?:web ?)?sites?|shops?|stores?|facebook|fb|twitter)"
NEAR = r"(?:\W+\w+){0,4}?\W+"
LOOK = r"(?:check|check(?:ed|ing)? ?out|visit|look at|watch|see|go to|like|share|support|join|follow)"

SUBSCRIBE = pattern(
    rf"sub(?:scribe)?(?: to)? {MINE}(?: \w+){{0,3}}",
    r"sub(?:scribe)?(?: to)? (?:me|us)",
    r"(?:plz|pls) sub(?:scribe)?|sub(?:scribe)? (?:plz|pls)",
    r"(?:get|getting|reach|need|want)(?: to)? (?:\d[\d.,]* ?k? (?:subs|subscribers|followers)|subs)",
    r"(?:sub|follow|f|l|s)\s?(?:4|for|=)\s?(?:sub|follow|f|l|s)",
    r"like\s?(?:4|=)\s?like",
    r"(?:will|i'll|ill|we'll|and) (?:\w+ )?(?:sub(?:scribe)?|follow|like|add)(?: \w+)? back",
    r"abonnez[- ]vous (?:à|a) (?:ma|notre) cha[iî]ne",
    r"suscr[ií]b(?:e|an|anse|ete|ase|irse) (?:a )?(?:mi|nuestro) canal",
    r"inscreva[- ]se no (?:meu|nosso) canal",
    r"abonnier(?:t|e|en) (?:bitte )?(?:meinen|unseren) (?:kanal|channel)",
    r"iscriv(?:etevi|iti) al (?:mio|nostro) canale",
    r"подпи(?:шись|сывайся|сывайтесь|шитесь) на (?:мой|наш|меня)(?: канал)?",
    r"kanal[ıi]ma abone ol\w*",
    r"اشترك(?:وا)? (?:في |ب)قناتي",
    r"(?:به )?کانال (?:من|ما) بپیوندید",
)
PROMOTION = pattern(
    rf"{LOOK}{NEAR}{MINE}(?: \w+){{0,3}} {SHOW}",
    rf"(?:check|chec|chek)(?:ing|ed)?(?: \w+)? ?out(?: \w+)? (?:{MINE}|me|us)",
    r"check (?:me|us|it|this|them|him|her) out",
    rf"check(?:ing|ed)? ?out(?: \w+){{0,5}} {SHOW}",
    r"(?:please|plz|pls|come)(?: and)? (?:check (?!your|the|whether|if)|watch (?:my|our)|follow (?:me|us))",
    r"link in (?:my )?(?:bio|profile)",
    r"click (?:on my|my (?:name|profile))",
    r"(?:please|plz|pls) (?:like|share) (?:and|my|our|this (?:page|pic\w*|video))",
    r"(?:visitez|venez voir|regardez) (?:ma|notre) cha[iî]ne",
    r"(?:visita|mira) (?:mi|nuestro) canal",
    r"(?:زوروا|تابعوا) قناتي",
)
INVITATION = pattern(
    rf"{LOOK}{NEAR}{MINE}(?: \w+){{0,3}} {PLACE}",
    rf"on {MINE} (?:youtube )?(?:channel|page|profile)",
    r"click (?:here|this link|the link)",
    r"(?:please|and|or) sub(?:scribe)?|sub(?:scribe)? please",
    r"(?:visitez|venez voir) (?:ma|mon|notre) (?:site|page|blog)",
    r"visita (?:mi|nuestra) (?:p[aá]gina|web|perfil)",
    r"besuch(?:t|en sie) (?:meine|unsere) (?:seite|webseite|homepage)",
    r"(?:заходи(?:те)?|переходи(?:те)?) (?:на мой|на наш|по ссылк\w+)",
    r"(?:زوروا|تابعوا) (?:موقعي|موقعنا|صفحتي)",
)
PLEADING = pattern(
    r"sorry (?:for|about) (?:the |this )?(?:spam\w*|advert\w*|self[- ]?promo\w*)",
    r"this is(?: not|n't) (?:a )?(?:spam|scam)",
    r"(?:hate|skip|ignore)(?: \w+){0,5} (?:these|those|such|this) (?:kinds? of |spam )?comments?",
    r"give (?:me|us) a chance(?: and)?",
    r"(?:won't|will not|wont) (?:be disappointed|regret it)",
    r"(?:would|will) (?:really )?(?:mean|help)(?: \w+){0,2} (?:a lot|alot|so much|the world)",
)
CONTACT = pattern(
    r"(?:whats ?app|telegram|viber|wechat|kik|skype)(?: \w+){0,3}\W*(?:\+|@|number)\W*\w+",
    r"(?:add|text|message|contact|reach|inbox|dm|write to|e-?mail) (?:me|us|him|her)(?: \w+){0,3}"
    r" (?:whats ?app|telegram|kik|snap ?chat|insta(?:gram)?|skype|wechat|gmail|"
    r"[\w.+-]{1,64}@[\w.-]+|\+?\d{6,})",
    r"contact(?:\W+\w+){0,4}?\W+(?:\+\s?\d[\d ().-]{6,}|[\w.+-]{1,64}@(?:gmail|yahoo|outlook|hotmail)\.\w+)",
    r"(?:instagram|insta|ig|snap ?chat|kik|tiktok|soundcloud)\s*[:=@]\s*@?[\w.]{3,}",
    r"follow (?:me|us|him|her|them)(?: \w+)? (?:on|at) (?:twitter|insta\w*|facebook|fb|twitch|ig|tiktok)",
    r"follow (?:me|us) @\w+",
)
WALLET = re.compile(r"\b(?:[13][a-km-zA-HJ-NP-Z1-9]{25,34}|bc1[a-z0-9]{25,60}|0x[a-fA-F0-9]{40})\b")
MARKUP = re.compile(r"\[(?:url|link)\s*=|\[(?:url|img)\]\s*https?:", re.IGNORECASE)
SCRIPT = re.compile(r"<\s*(?:script|iframe)\b|document\.write", re.IGNORECASE)
PHONE = re.compile(r"(?<![\w/.-])(?:\+|00)\d[\d ().-]{7,}\d")
