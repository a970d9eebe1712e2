"""What advertising sells: easy money, pills, games of chance, visits, company.

From general knowledge of comment spam. Words that honest replies need (casino, bank, loan) count only
together with the seller's words about them.
"""

from comments.screening.spam.shapes import pattern

MONEY = pattern(
    r"(?:earn|earned|earning|make|making|made)(?: \w+){0,4} [$€£]\s?\d[\d,.]*k?(?: \w+){0,2}"
    r" (?:an?|per|each|every|in) (?:\w+ )?(?:hours?|days?|weeks?|months?)",
    r"(?:make|earn|earning|making)(?: \w+){0,2} (?:money|cash|income)(?: \w+){0,2}"
    r" (?:online|from home|at home|easily)",
    r"(?:start|easy|free) (?:making|earning|to make|to earn)? ?(?:money|cash)(?: \w+){0,2}",
    r"passive income",
    r"guaranteed (?:profits?|returns?|payouts?|income)",
    r"(?:binary|forex|crypto\w*|bitcoin) (?:trader|account manager|broker|signals?|mining platform|recovery)",
    r"(?:invest(?:ed|ing)?|trad(?:ed|ing)) with (?:mr|mrs|her|him|this (?:man|woman|platform|broker))",
    r"(?:apply for|offer\w*|get) (?:an? |your |urgent |quick |instant |personal )+loans?",
    r"payday loans?",
    r"loan (?:offer|lender)s?",
    r"recover(?:ed)? (?:my|your|lost|stolen) (?:\w+ )?(?:funds?|bitcoins?|crypto\w*)",
    r"(?:recommend|contact) (?:this|the) (?:\w+ )?hacker",
    r"free (?:gift ?cards?|i-?phones?|i-?pads?|robux|followers|subscribers|bitcoins?|itunes|samples?)",
    r"(?:gift ?card|itunes|promo|discount|coupon|bonus) codes?",
    r"sign ?up (?:bonus|for free|now)",
    r"(?:claim your|win a free|chance to win)(?: \w+){0,2}",
    r"donate (?:bitcoins?|btc|to me|via paypal)",
    r"gan(?:a|ar) dinero (?:desde casa|en l[ií]nea|online|f[aá]cil)",
    r"gagn(?:er|ez) de l'argent (?:facilement|en ligne|rapidement|depuis)",
    r"offre de pr[eê]t",
    r"pr[eê]t entre particuliers?",
    r"pr[eé]stamos? (?:r[aá]pido|entre particulares|urgente)s?",
    r"geld verdienen (?:im internet|online|von zu ?hause)",
    r"ganhar dinheiro (?:online|em casa|na internet)",
    r"зараб(?:отать|атывай\w*|оток)(?: \w+){0,2} (?:в интернете|онлайн|на дому|без вложений)",
    r"(?:быстрый|срочный) (?:кредит|займ|заём)",
    r"الربح من (?:الإنترنت|الانترنت)",
    r"کسب درآمد (?:اینترنتی|آسان)",
    r"网上赚钱|兼职赚钱|簡単に稼",
)
GOODS = pattern(
    r"(?:buy|order|cheap(?:est)?|discount|generic)(?: \w+){0,2} (?:xanax|tramadol|pills?|meds|steroids)",
    r"viagra|cialis|kamagra|levitra|sildenafil|tadalafil|male enhancement",
    r"weight ?loss (?:pills?|supplements?)|(?:keto|cbd) (?:gummies|pills?|diet)",
    r"(?:online|best|live|crypto) (?:casinos?|slots?|poker|betting)|(?:casino|slot) (?:bonus|online)",
    r"free spins",
    r"slot gacor|judi online|situs (?:judi|slot)|bandar togel",
    r"(?:replica|fake|cheap|discount) (?:watch(?:es)?|handbags?|rolex|jerseys|sunglasses|shoes|ray ?bans?)",
    r"(?:louis vuitton|michael kors|ray ?ban|ugg|moncler) (?:outlet|bags|sale|store)",
    r"(?:essay|dissertation|assignment) writing services?|write my (?:essay|paper)",
    r"(?:seo|link building|guest post|backlinks?) (?:services?|agency|company|expert|packages?)",
    r"(?:buy|get|quality|cheap|free) (?:backlinks?|traffic|(?:instagram )?followers|likes|views)",
    r"(?:hot|sexy|horny|nude) (?:girls?|singles|women|milfs?|babes?)(?: (?:in|near|waiting|for) \w+)?",
    r"(?:call ?girls?|escorts?) (?:in \w+|services?|agency)",
    r"(?:sex|live|porn|xxx) (?:cams?|dating|chat)|sex ?toys?|my nudes",
    r"(?:love|lost love|magic) spells?|spell ?casters?",
    r"(?:download|install)(?: \w+){0,5} (?:for free|free|now|here|apk)",
    r"(?:torrent|cracked) (?:download|version)",
    r"(?:free|full) (?:download|torrent|cracked? version)",
    r"hack(?:ing|ed)? (?:facebook|fb|instagram|whatsapp) accounts?",
    r"fake (?:ids?|passports?|diplomas?) (?:for sale|online)|buy (?:fake|real) (?:ids?|passports?|diplomas?)",
    r"(?:plumbers?|roofing|locksmiths?|movers|towing|packers and movers|seo) (?:services? )?(?:in|near) \w+",
    r"(?:купить|заказать) (?:диплом\w*|виагр\w+|справк\w+|ссылк\w+|аккаунт\w*)",
    r"(?:онлайн|игровые|лучшее) (?:казино|автоматы)|казино онлайн|ставки на спорт",
    r"加微信|加我微信|代开发票|在线赌场|线上博彩|出会い系",
    r"acheter (?:du )?(?:viagra|cialis|followers)|casino en (?:ligne|l[ií]nea)|comprar (?:viagra|seguidores)",
    r"viagra kaufen|potenzmittel|online[- ]casino|canl[ıi] (?:bahis|casino)|ka[cç]ak bahis",
)
FLATTERY = pattern(
    r"(?:great|nice|awesome|amazing|excellent|wonderful|fantastic|informative)"
    r" (?:post|blog|web ?site|site|article|share)",
    r"thanks? (?:you )?for (?:sharing|the (?:great|valuable|useful|informative) \w+)",
    r"keep up the (?:good|great|excellent) work|keep (?:writing|posting|blogging)",
    r"(?:enjoyed|like|love|appreciate)d? (?:reading )?(?:your|this) (?:blog|web ?site|site|weblog|content)",
    r"bookmarked (?:your|this|it)",
    r"stumbled (?:up)?on (?:your|this) (?:blog|web ?site|site)",
    r"what (?:theme|template|cms) (?:is this|are you using|do you use)",
)
