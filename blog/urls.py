"""The publication's addresses. Order matters: the last three answer for every path."""

from django.urls import path, re_path

from blog import converters
from blog.views import (
    appearances,
    archives,
    articles,
    feeds,
    front,
    identity,
    media,
    previews,
    robots,
    search,
    sitemaps,
)

converters.register()
app_name = "blog"
urlpatterns = [
    path("", front.front, name="front"),
    # rss, rss2, rdf; written without an “or”, which reverse() does not know
    re_path(r"^(?P<path>(?:.+/)?feed)/r[sd][sf]2?/$", articles.alias, name="feed_alias"),
    re_path(r"^(?P<path>(?:.+/)?)page/0*1/$", articles.alias, name="first_page"),
    path("page/<int:number>/", front.front, name="front_page"),
    path("robots.txt", robots.robots, name="robots"),
    re_path(r"^identity-(?P<digits>[0-9a-f]{12})\.css$", identity.accent, name="identity"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<str:section>-<int:number>.xml", sitemaps.section, name="sitemap_section"),
    path("media/<path:path>", media.media, name="media"),
    path("preview/<str:token>/", previews.preview, name="preview"),
    path("feed/", feeds.site, name="feed"),
    path("feed/<format:form>/", feeds.site, name="feed"),
    path("search/", search.results, name="search"),
    path("search/feed/", feeds.search, name="search_feed"),
    path("search/feed/<format:form>/", feeds.search, name="search_feed"),
    path("search/page/<int:number>/", search.results, name="search_page"),
    path("appearances/", appearances.index, name="appearances"),
    path("appearances/page/<int:number>/", appearances.index, name="appearances_page"),
    path("appearances/feed/", appearances.feed, name="appearances_feed"),
    path("appearances/<int:pk>/transcript/", appearances.transcript, name="transcript"),
    path("category/<path:path>/feed/", feeds.category, name="category_feed"),
    path("category/<path:path>/feed/<format:form>/", feeds.category, name="category_feed"),
    path("category/<path:path>/page/<int:number>/", archives.category, name="category_page"),
    path("category/<path:path>/", archives.category, name="category"),
    path("tag/<str:slug>/feed/", feeds.tag, name="tag_feed"),
    path("tag/<str:slug>/feed/<format:form>/", feeds.tag, name="tag_feed"),
    path("tag/<str:slug>/page/<int:number>/", archives.tag, name="tag_page"),
    path("tag/<str:slug>/", archives.tag, name="tag"),
    path("author/<str:slug>/feed/", feeds.author, name="author_feed"),
    path("author/<str:slug>/feed/<format:form>/", feeds.author, name="author_feed"),
    path("author/<str:slug>/page/<int:number>/", archives.author, name="author_page"),
    path("author/<str:slug>/", archives.author, name="author"),
    path("<year:year>/", archives.dated, name="year"),
    path("<year:year>/page/<int:number>/", archives.dated, name="year_page"),
    path("<year:year>/<two:month>/", archives.dated, name="month"),
    path("<year:year>/<two:month>/page/<int:number>/", archives.dated, name="month_page"),
    path("<year:year>/<two:month>/<two:day>/", archives.dated, name="day"),
    path("<year:year>/<two:month>/<two:day>/page/<int:number>/", archives.dated, name="day_page"),
    path("<path:path>/password/", articles.password, name="password"),
    path("<path:path>/", articles.address, name="post"),
    path("<path:path>/", articles.address, name="page"),
    path("<path:path>", articles.address, name="address"),
]
