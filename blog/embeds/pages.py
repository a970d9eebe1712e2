"""Posts, documents, code and maps."""

from blog.embeds.table import Provider, rule

# Hosts of the fediverse are many; these are the well-known ones, which are asked; others are in `unlisted`.
MASTODON_HOSTS = (
    "mastodon.social",
    "mastodon.online",
    "mstdn.social",
    "mas.to",
    "fosstodon.org",
    "hachyderm.io",
    "infosec.exchange",
    "journa.host",
    "kolektiva.social",
    "mastodon.world",
    "chaos.social",
    "scholar.social",
    "hcommons.social",
    "newsie.social",
    "techhub.social",
    "todon.eu",
    "social.coop",
    "mathstodon.xyz",
    "masto.ai",
    "c.im",
)
GOOGLE = "com at be ca ch co.in co.jp co.uk com.au com.br de dk es fi fr ie it nl no pl pt se".split()
# One a country, each also with `www.`.
PINTEREST_HOSTS = tuple(
    f"{before}pinterest.{country}"
    for country in "at be ca ch cl co.kr co.uk com.au com.mx de dk es fr ie it jp nl nz ph pt ru se".split()
    for before in ("", "www.")
)
DOCUMENT = r"(?P<type>document|spreadsheets|presentation)/d/(?P<id>[\w-]+)"

# fmt: off
PAGES = (
    Provider("x", "X", "post", ("x.com", "www.x.com", "twitter.com", "www.twitter.com",
        "mobile.twitter.com", "mobile.x.com"), (
        rule(r"/i/(?:web/)?status/(?P<id>\d+)", "https://x.com/i/status/{id}"),
        rule(r"/i/(?P<id>(?:spaces|broadcasts|events)/\w+)", "https://x.com/i/{id}"),
        rule(r"/(?P<user>\w{1,20})/status(?:es)?/(?P<id>\d+)", "https://x.com/{user}/status/{id}"),
    )),
    Provider("bluesky", "Bluesky", "post", ("bsky.app",), (
        rule(r"/profile/(?P<user>[\w.:-]+)/post/(?P<id>\w+)", "https://bsky.app/profile/{user}/post/{id}"),
    )),
    Provider("mastodon", "Mastodon", "post", MASTODON_HOSTS, (
        rule(r"/(?:web/)?(?P<user>@[\w.-]+(?:@[\w.-]+)?)/(?P<id>\d+)", "https://{host}/{user}/{id}"),
        rule(r"/users/(?P<user>[\w.-]+)/statuses/(?P<id>\d+)", "https://{host}/@{user}/{id}"),
    )),
    Provider("threads", "Threads", "post", ("www.threads.net", "threads.net", "www.threads.com",
        "threads.com"), (
        rule(r"/(?P<user>@[\w.]+)/post/(?P<id>[\w-]+)", "https://www.threads.com/{user}/post/{id}"),
        rule(r"/t/(?P<id>[\w-]+)", "https://www.threads.com/t/{id}"),
    )),
    Provider("instagram", "Instagram", "post", ("www.instagram.com", "instagram.com"), (
        rule(r"/share/(?P<id>(?:p/|reel/)?[\w-]+)", "https://www.instagram.com/share/{id}"),
        rule(r"/(?:[\w.]+/)?(?P<type>p|reel|tv)s?/(?P<id>[\w-]+)", "https://www.instagram.com/{type}/{id}/"),
    )),
    Provider("facebook", "Facebook", "post", ("www.facebook.com", "facebook.com", "m.facebook.com",
        "web.facebook.com"), (
        rule(r"/(?P<path>[\w.-]+/(?:posts|videos|photos)/[\w.-]+(?:/\d+)?)",
             "https://www.facebook.com/{path}"),
        rule(r"/watch/?\?(?:.*&)?v=(?P<id>\d+)", "https://www.facebook.com/watch/?v={id}", kind="video"),
        rule(r"/watch/live/?\?(?:.*&)?v=(?P<id>\d+)|/video\.php\?(?:.*&)?(?:v|id)=(?P<other>\d+)",
             "https://www.facebook.com/watch/?v={id}{other}", kind="video"),
        rule(r"/photo(?:\.php)?/?\?(?:.*&)?fbid=(?P<id>\d+)", "https://www.facebook.com/photo/?fbid={id}"),
        rule(r"/share/(?:(?P<type>[vpr])/)?(?P<id>\w+)", "https://www.facebook.com/share/{type}/{id}/"),
        rule(r"/(?P<type>reel|events|groups/[\w.-]+/posts)/(?P<id>\d+)",
             "https://www.facebook.com/{type}/{id}"),
        rule(r"/(?:permalink|story)\.php\?(?P<query>story_fbid=\w+&id=\d+)",
             "https://www.facebook.com/permalink.php?{query}"),
    )),
    Provider("facebook", "Facebook", "video", ("fb.watch",), (
        rule(r"/(?P<id>[\w-]+)", "https://fb.watch/{id}/"),
    )),
    Provider("reddit", "Reddit", "post", ("redd.it",), (
        rule(r"/(?P<id>\w+)", "https://redd.it/{id}"),
    )),
    Provider("pinterest", "Pinterest", "post", ("pin.it",), (
        rule(r"/(?P<id>\w+)", "https://pin.it/{id}"),
    )),
    Provider("reddit", "Reddit", "post", ("www.reddit.com", "reddit.com", "old.reddit.com",
        "new.reddit.com", "np.reddit.com", "sh.reddit.com"), (
        rule(r"/(?P<path>(?:r|user|u)/[\w-]+/s/\w+)", "https://www.reddit.com/{path}"),
        rule(r"/(?P<path>(?:r|user)/[\w-]+/comments/\w+(?:/[^/?\s\"'<>&]+(?:/\w+)?)?)",
             "https://www.reddit.com/{path}/"),
    )),
    Provider("tumblr", "Tumblr", "post", ("*.tumblr.com",), (
        rule(r"/(?P<path>post/\d+|[\w-]+/\d+)(?:[/?]|$)", "https://{host}/{path}"),
    )),
    Provider("pinterest", "Pinterest", "post", ("www.pinterest.com", "pinterest.com", *PINTEREST_HOSTS), (
        rule(r"/pin/(?:[\w-]+--)?(?P<id>\d+)", "https://www.pinterest.com/pin/{id}/"),
    )),
    Provider("telegram", "Telegram", "post", ("t.me",), (
        rule(r"/(?:s/)?(?P<user>[a-zA-Z]\w{3,})/(?P<id>\d+)", "https://t.me/{user}/{id}"),
    )),
    Provider("flickr", "Flickr", "post", ("www.flickr.com", "flickr.com"), (
        rule(r"/photos/(?P<path>[\w@-]+/(?:\d+|(?:sets|albums)/\d+))",
             "https://www.flickr.com/photos/{path}/"),
    )),
    Provider("giphy", "GIPHY", "post", ("giphy.com", "www.giphy.com"), (
        rule(r"/(?:gifs|embed)/(?:[\w-]+-)?(?P<id>\w+)", "https://giphy.com/gifs/{id}",
             "https://giphy.com/embed/{id}"),
    ), aspect="1:1"),
    Provider("codepen", "CodePen", "post", ("codepen.io", "www.codepen.io"), (
        rule(r"/(?P<user>[\w-]+)/(?:pen|embed|full|details)/(?:preview/)?(?P<id>\w+)",
             "https://codepen.io/{user}/pen/{id}",
             "https://codepen.io/{user}/embed/{id}?default-tab=result"),
    ), aspect="400"),
    Provider("codesandbox", "CodeSandbox", "post", ("codesandbox.io",), (
        rule(r"/(?:s|embed)/(?P<id>[\w-]+)", "https://codesandbox.io/s/{id}",
             "https://codesandbox.io/embed/{id}"),
    ), aspect="500"),
    Provider("slideshare", "SlideShare", "link", ("www.slideshare.net", "slideshare.net"), (
        rule(r"/slideshow/embed_code/(?P<id>(?:key/)?\w+)",
             "https://www.slideshare.net/slideshow/embed_code/{id}",
             "https://www.slideshare.net/slideshow/embed_code/{id}"),
        rule(r"/(?P<id>[\w-]+/[\w-]+)", "https://www.slideshare.net/{id}"),
    ), aspect="4:3"),
    Provider("speakerdeck", "Speaker Deck", "link", ("speakerdeck.com",), (
        rule(r"/player/(?P<id>[0-9a-f]+)", "https://speakerdeck.com/player/{id}",
             "https://speakerdeck.com/player/{id}"),
        rule(r"/(?P<id>[\w-]+/[\w-]+)", "https://speakerdeck.com/{id}"),
    )),
    Provider("issuu", "Issuu", "link", ("issuu.com", "www.issuu.com"), (
        rule(r"/(?P<user>[\w.-]+)/docs/(?P<id>[\w.-]+)", "https://issuu.com/{user}/docs/{id}",
             "https://e.issuu.com/embed.html?u={user}&d={id}"),
    ), aspect="4:3"),
    Provider("issuu", "Issuu", "link", ("e.issuu.com",), (
        rule(r"/embed\.html\?(?:.*&)?u=(?P<user>[\w.-]+)&d=(?P<id>[\w.-]+)",
             "https://issuu.com/{user}/docs/{id}", "https://e.issuu.com/embed.html?u={user}&d={id}"),
    ), aspect="4:3"),
    Provider("scribd", "Scribd", "link", ("www.scribd.com", "scribd.com"), (
        rule(r"/(?:doc|document|embeds)/(?P<id>\d+)", "https://www.scribd.com/document/{id}",
             "https://www.scribd.com/embeds/{id}/content"),
    ), aspect="3:4"),
    Provider("documentcloud", "DocumentCloud", "link", ("www.documentcloud.org", "embed.documentcloud.org"), (
        rule(r"/documents/(?P<id>\d+-[\w-]+?)(?:\.html)?/?(?:\?|$)",
             "https://www.documentcloud.org/documents/{id}",
             "https://embed.documentcloud.org/documents/{id}/?embed=1"),
    ), aspect="3:4"),
    Provider("datawrapper", "Datawrapper", "link", ("www.datawrapper.de",), (
        rule(r"/_/(?P<id>\w{5})", "https://datawrapper.dwcdn.net/{id}/", "https://datawrapper.dwcdn.net/{id}/"),
    ), aspect="500"),
    Provider("reddit", "Reddit", "video", ("v.redd.it",), (rule(r"/(?P<id>\w+)", "https://v.redd.it/{id}"),)),
    Provider("datawrapper", "Datawrapper", "link", ("datawrapper.dwcdn.net",), (
        rule(r"/(?P<id>\w{5})", "https://datawrapper.dwcdn.net/{id}/",
             "https://datawrapper.dwcdn.net/{id}/"),
    ), aspect="500"),
    Provider("flourish", "Flourish", "link", ("public.flourish.studio", "flo.uri.sh"), (
        rule(r"/(?P<type>visualisation|story)/(?P<id>\d+)", "https://public.flourish.studio/{type}/{id}/",
             "https://flo.uri.sh/{type}/{id}/embed"),
    ), aspect="500"),
    Provider("google-maps", "Google Maps", "link", (
        *(f"www.google.{country}" for country in GOOGLE), "maps.google.com"), (
        rule(r"/maps/embed\?pb=(?P<id>[\w!.%:-]+)", "https://www.google.com/maps/embed?pb={id}",
             "https://www.google.com/maps/embed?pb={id}"),
        rule(r"/(?:maps)?/?\?(?:.*&)?q=(?P<words>[^&\s\"'<>]+)", "https://www.google.com/maps?q={words}"),
        rule(r"/maps/(?P<path>(?:place|d|dir|search|@)/?[^\s\"'<>&]+)", "https://www.google.com/maps/{path}"),
    ), aspect="4:3"),
    Provider("google-drive", "Google Drive", "link", ("drive.google.com",), (
        rule(r"/file/d/(?P<id>[\w-]+)", "https://drive.google.com/file/d/{id}/view",
             "https://drive.google.com/file/d/{id}/preview"),
    )),
    Provider("google-docs", "Google Docs", "link", ("docs.google.com",), (
        rule("/" + DOCUMENT, "https://docs.google.com/{type}/d/{id}/"),
    )),
    Provider("openstreetmap", "OpenStreetMap", "link", ("www.openstreetmap.org",), (
        rule(r"/export/embed\.html\?(?P<query>bbox=[\d.,%C-]+)",
             "https://www.openstreetmap.org/export/embed.html?{query}",
             "https://www.openstreetmap.org/export/embed.html?{query}"),
    ), aspect="4:3"),
    Provider("sketchfab", "Sketchfab", "link", ("sketchfab.com",), (
        rule(r"/(?:3d-models|models)/(?:[\w-]+-)?(?P<id>[0-9a-f]{32})",
             "https://sketchfab.com/models/{id}", "https://sketchfab.com/models/{id}/embed"),
    )),
    Provider("prezi", "Prezi", "link", ("prezi.com",), (
        rule(r"/(?:v|view|p)/(?P<id>\w+)", "https://prezi.com/view/{id}/"),
    )),
    Provider("kickstarter", "Kickstarter", "link", ("www.kickstarter.com",), (
        rule(r"/projects/(?P<id>[\w-]+/[\w-]+)", "https://www.kickstarter.com/projects/{id}"),
    )),
)
# fmt: on
