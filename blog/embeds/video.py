"""Video sites: addresses, and the player that each page address stands for."""

from blog.embeds.table import Provider, rule

ID = r"(?P<id>[\w-]+)"
YOUTUBE_ID = r"(?P<id>(?!videoseries|live_stream)[\w-]{11})(?![\w-])"
YOUTUBE_PLAYER = "https://www.youtube-nocookie.com/embed/{id}"
YOUTUBE_PAGE = "https://www.youtube.com/watch?v={id}"
VIMEO_HASH_PLAYER = "https://player.vimeo.com/video/{id}?h={hash}"
PEERTUBE_HOSTS = (
    "framatube.org",
    "peertube.tv",
    "peertube.social",
    "video.blender.org",
    "tilvids.com",
    "diode.zone",
    "video.ploud.fr",
    "kolektiva.media",
    "peertube.debian.social",
    "tube.kockatoo.org",
    "share.tube",
)

# fmt: off
VIDEO = (
    Provider("youtube", "YouTube", "video", ("www.youtube.com", "youtube.com", "m.youtube.com",
        "music.youtube.com", "gaming.youtube.com", "www.youtube-nocookie.com", "youtube-nocookie.com",
        "www.youtubekids.com", "youtubekids.com", "www.youtubeeducation.com"), (
        rule(r"/(?:watch|watch_popup|embed)?/?\?(?:.*&)?v=" + YOUTUBE_ID, YOUTUBE_PAGE, YOUTUBE_PLAYER),
        rule(r"/attribution_link\?(?:.*&)?u=(?:%2F|/)watch(?:%3F|\?)v(?:%3D|=)" + YOUTUBE_ID, YOUTUBE_PAGE,
             YOUTUBE_PLAYER),
        rule(r"/(?:embed/live_stream\?(?:.*&)?channel=|channel/)(?P<id>UC[\w-]{22})(?:/live|&|$)",
             "https://www.youtube.com/channel/{id}/live",
             "https://www.youtube-nocookie.com/embed/live_stream?channel={id}"),
        rule(r"/(?:watch|playlist|embed/videoseries)/?\?(?:.*&)?list=(?P<id>[\w-]+)",
             "https://www.youtube.com/playlist?list={id}",
             "https://www.youtube-nocookie.com/embed/videoseries?list={id}"),
        rule(r"/(?:embed|v|e|live)/" + YOUTUBE_ID, YOUTUBE_PAGE, YOUTUBE_PLAYER),
        rule(r"/shorts/" + YOUTUBE_ID, "https://www.youtube.com/shorts/{id}", YOUTUBE_PLAYER, aspect="9:16"),
    ), start="start={seconds}", page_start="t={seconds}s", autoplay="autoplay=1"),
    Provider("youtube", "YouTube", "video", ("youtu.be",), (
        rule("/" + YOUTUBE_ID, YOUTUBE_PAGE, YOUTUBE_PLAYER),
    ), start="start={seconds}", page_start="t={seconds}s", autoplay="autoplay=1"),
    Provider("vimeo", "Vimeo", "video", ("vimeo.com", "www.vimeo.com", "player.vimeo.com"), (
        rule(r"/(?:video/)?(?P<id>\d+)/(?P<hash>[0-9a-f]{8,})", "https://vimeo.com/{id}/{hash}",
             VIMEO_HASH_PLAYER),
        rule(r"/(?:video/)?(?P<id>\d+)\?(?:.*&)?h=(?P<hash>[0-9a-f]{8,})", "https://vimeo.com/{id}/{hash}",
             VIMEO_HASH_PLAYER),
        rule(r"/event/(?P<id>\d+)", "https://vimeo.com/event/{id}", "https://vimeo.com/event/{id}/embed"),
        rule(r"/(?:showcase|album)/(?P<id>\d+)/?(?:\?|$|embed)", "https://vimeo.com/showcase/{id}",
             "https://vimeo.com/showcase/{id}/embed"),
        rule(r"/(?:ondemand/[\w-]+|manage/videos)/(?P<id>\d+)", "https://vimeo.com/{id}",
             "https://player.vimeo.com/video/{id}"),
        rule(
             r"/(?:channels/[\w-]+/|groups/[\w-]+/videos/|album/\d+/video/|showcase/\d+/video/|video/)?(?P<id>\d+)(?![\w-])",
             "https://vimeo.com/{id}", "https://player.vimeo.com/video/{id}"),
    ), start="#t={seconds}s", autoplay="autoplay=1"),
    Provider("dailymotion", "Dailymotion", "video", ("www.dailymotion.com", "dailymotion.com",
        "geo.dailymotion.com"), (
        rule(r"/(?:embed/)?video/(?P<id>[a-zA-Z0-9]+)", "https://www.dailymotion.com/video/{id}",
             "https://www.dailymotion.com/embed/video/{id}"),
        rule(r"/player(?:/\w+)?\.html\?(?:.*&)?video=(?P<id>[a-zA-Z0-9]+)",
             "https://www.dailymotion.com/video/{id}", "https://www.dailymotion.com/embed/video/{id}"),
        rule(r"/playlist/(?P<id>[a-zA-Z0-9]+)", "https://www.dailymotion.com/playlist/{id}",
             "https://www.dailymotion.com/embed/playlist/{id}"),
    ), start="start={seconds}", autoplay="autoplay=1"),
    Provider("dailymotion", "Dailymotion", "video", ("dai.ly",), (
        rule(r"/(?P<id>[a-zA-Z0-9]+)", "https://www.dailymotion.com/video/{id}",
             "https://www.dailymotion.com/embed/video/{id}"),
    ), start="start={seconds}", autoplay="autoplay=1"),
    Provider("ted", "TED", "video", ("www.ted.com", "ted.com", "embed.ted.com"), (
        rule(r"/talks/(?:lang/[\w-]+/)?(?P<id>\w+)", "https://www.ted.com/talks/{id}",
             "https://embed.ted.com/talks/{id}"),
    )),
    Provider("internet-archive", "Internet Archive", "video", ("archive.org", "www.archive.org"), (
        rule(r"/(?:details|embed)/(?P<id>[\w.-]+)", "https://archive.org/details/{id}",
             "https://archive.org/embed/{id}"),
    ), start="start={seconds}", autoplay="autoplay=1"),
    Provider("peertube", "PeerTube", "video", PEERTUBE_HOSTS, (
        rule(r"/(?:w/p|video-playlists/embed)/" + ID, "https://{host}/w/p/{id}",
             "https://{host}/video-playlists/embed/{id}"),
        rule(r"/(?:w|videos/watch|videos/embed)/" + ID, "https://{host}/w/{id}",
             "https://{host}/videos/embed/{id}"),
    ), start="start={seconds}s", autoplay="autoplay=1"),
    Provider("odysee", "Odysee", "video", ("odysee.com", "lbry.tv"), (
        rule(r"/(?:\$/embed/)?(?P<id>@[^/?\s\"'<>&]+/[^/?\s\"'<>&]+:[0-9a-f]+)", "https://odysee.com/{id}",
             "https://odysee.com/$/embed/{id}"),
        rule(r"/(?:\$/embed/)?(?P<name>[^/?@$:&]+)[/:](?P<id>[0-9a-f]{1,40})/?(?:\?|$)",
             "https://odysee.com/{name}:{id}", "https://odysee.com/$/embed/{name}:{id}"),
    ), autoplay="autoplay=true"),
    Provider("rumble", "Rumble", "video", ("rumble.com", "www.rumble.com"), (
        rule(r"/embed/(?P<id>v[\w.]+)", "https://rumble.com/embed/{id}/", "https://rumble.com/embed/{id}/"),
        rule(r"/(?P<id>v[a-z0-9]+-[\w.-]+)", "https://rumble.com/{id}"),
    ), autoplay="autoplay=2"),
    Provider("bitchute", "BitChute", "video", ("www.bitchute.com", "bitchute.com"), (
        rule(r"/(?:video|embed)/(?P<id>\w+)", "https://www.bitchute.com/video/{id}/",
             "https://www.bitchute.com/embed/{id}/"),
    ), autoplay="autoplay=true"),
    Provider("streamable", "Streamable", "video", ("streamable.com", "www.streamable.com"), (
        rule(r"/(?:[eos]/)?(?P<id>[a-z0-9]{4,})(?![\w-])", "https://streamable.com/{id}",
             "https://streamable.com/e/{id}"),
    ), autoplay="autoplay=1"),
    Provider("wistia", "Wistia", "video", ("*.wistia.com", "*.wistia.net"), (
        rule(r"/(?:medias|embed/iframe|embed/medias)/(?P<id>\w+)",
             "https://fast.wistia.net/embed/iframe/{id}", "https://fast.wistia.net/embed/iframe/{id}"),
    ), autoplay="autoPlay=true"),
    Provider("loom", "Loom", "video", ("www.loom.com", "loom.com"), (
        rule(r"/(?:share|embed)/(?P<id>[0-9a-f]{32})", "https://www.loom.com/share/{id}",
             "https://www.loom.com/embed/{id}"),
    ), autoplay="autoplay=1"),
    Provider("twitch", "Twitch", "video", ("www.twitch.tv", "twitch.tv", "m.twitch.tv", "clips.twitch.tv"), (
        rule(r"/(?P<id>videos/\d+|\w+/clip/[\w-]+|\w+)(?![\w-])", "https://www.twitch.tv/{id}"),
    )),
    Provider("twitch", "Twitch", "video", ("player.twitch.tv",), (
        rule(r"/\?(?:.*&)?video=v?(?P<id>\d+)", "https://www.twitch.tv/videos/{id}"),
        rule(r"/\?(?:.*&)?channel=(?P<id>\w+)", "https://www.twitch.tv/{id}"),
    )),
    Provider("bilibili", "Bilibili", "video", ("www.bilibili.com", "bilibili.com", "m.bilibili.com"), (
        rule(r"/video/(?P<id>BV\w{10})", "https://www.bilibili.com/video/{id}",
             "https://player.bilibili.com/player.html?bvid={id}"),
    ), autoplay="autoplay=1"),
    Provider("bilibili", "Bilibili", "video", ("player.bilibili.com",), (
        rule(r"/player\.html\?(?:.*&)?bvid=(?P<id>BV\w{10})", "https://www.bilibili.com/video/{id}",
             "https://player.bilibili.com/player.html?bvid={id}"),
    ), autoplay="autoplay=1"),
    Provider("vk", "VK Video", "video", ("vk.com", "www.vk.com", "vkvideo.ru", "m.vk.com"), (
        rule(r"/(?:video/@[\w.]+\?z=)?video(?P<owner>-?\d+)_(?P<id>\d+)",
             "https://vkvideo.ru/video{owner}_{id}", "https://vkvideo.ru/video_ext.php?oid={owner}&id={id}"),
        rule(r"/video_ext\.php\?(?:.*&)?oid=(?P<owner>-?\d+)&id=(?P<id>\d+)",
             "https://vkvideo.ru/video{owner}_{id}", "https://vkvideo.ru/video_ext.php?oid={owner}&id={id}"),
    ), autoplay="autoplay=1"),
    Provider("rutube", "Rutube", "video", ("rutube.ru", "www.rutube.ru"), (
        rule(r"/(?:video|play/embed)/(?P<id>[0-9a-f]{32})", "https://rutube.ru/video/{id}/",
             "https://rutube.ru/play/embed/{id}"),
    )),
    Provider("coub", "Coub", "video", ("coub.com", "www.coub.com"), (
        rule(r"/(?:view|embed)/(?P<id>\w+)", "https://coub.com/view/{id}", "https://coub.com/embed/{id}"),
    ), aspect="1:1", autoplay="autostart=true"),
    Provider("sproutvideo", "SproutVideo", "video", ("sproutvideo.com",), (
        rule(r"/videos/(?P<id>[0-9a-f]+)", "https://sproutvideo.com/videos/{id}"),
    )),
    Provider("vidyard", "Vidyard", "video", ("video.vidyard.com", "play.vidyard.com", "share.vidyard.com"), (
        rule(r"/(?:watch/)?(?P<id>[a-zA-Z0-9]{20,})", "https://video.vidyard.com/watch/{id}",
             "https://play.vidyard.com/{id}"),
    )),
    Provider("c-span", "C-SPAN", "video", ("www.c-span.org", "c-span.org"), (
        rule(r"/(?P<id>video/\?[\w-]+(?:/[\w-]+)?|program/[\w-]+/[\w-]+/\d+)",
             "https://www.c-span.org/{id}"),
    )),
    Provider("tiktok", "TikTok", "video", ("vm.tiktok.com", "vt.tiktok.com"), (
        rule(r"/(?P<id>\w+)", "https://{host}/{id}/"),
    )),
    Provider("bilibili", "Bilibili", "video", ("b23.tv",), (
        rule(r"/(?P<id>\w+)", "https://b23.tv/{id}"),
    )),
    Provider("kick", "Kick", "video", ("kick.com", "www.kick.com"), (
        rule(r"/(?P<id>\w+/videos/[\w-]+)", "https://kick.com/{id}"),
    )),
    Provider("wordpress-tv", "WordPress.tv", "video", ("wordpress.tv",), (
        rule(r"/(?P<id>\d{4}/\d{2}/\d{2}/[\w-]+)", "https://wordpress.tv/{id}/"),
    )),
    Provider("nebula", "Nebula", "video", ("nebula.tv",), (
        rule(r"/videos/(?P<id>[\w-]+)", "https://nebula.tv/videos/{id}"),
    )),
    Provider("tiktok", "TikTok", "video", ("www.tiktok.com", "tiktok.com", "m.tiktok.com"), (
        rule(r"/(?P<user>@[\w.]*)/video/(?P<id>\d+)", "https://www.tiktok.com/{user}/video/{id}",
             "https://www.tiktok.com/player/v1/{id}"),
        rule(r"/(?:embed(?:/v\d)?|player/v1|v)/(?P<id>\d+)", "https://www.tiktok.com/@/video/{id}",
             "https://www.tiktok.com/player/v1/{id}"),
        rule(r"/(?P<user>@[\w.]+)/photo/(?P<id>\d+)", "https://www.tiktok.com/{user}/photo/{id}",
             kind="post"),
        rule(r"/t/(?P<id>\w+)", "https://www.tiktok.com/t/{id}/"),
        rule(r"/(?P<user>@[\w.]+)/?$", "https://www.tiktok.com/{user}", kind="link"),
    ), aspect="9:16", autoplay="autoplay=1"),
)
# fmt: on
