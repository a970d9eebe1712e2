"""The debate's addresses. They stand before the publication's, whose last routes answer for every path."""

from django.urls import path, re_path

from blog.models.slugs import RESERVED
from comments import feeds
from comments.views import (
    accounts,
    addresses,
    appealing,
    confirming,
    following,
    own,
    recommending,
    replying,
    reporting,
    waiting,
    yours,
)

# `<article>feed/`, but not `/category/…/feed/` and its like, which are the publication's.
ARTICLE = rf"(?!(?:{'|'.join(sorted(RESERVED))})/)(?P<path>.+)"

OWN = r"reply/yours/(?P<token>[^/]+)/(?P<pk>[0-9]{1,15})/"

app_name = "comments"
urlpatterns = [
    re_path(r"^reply/(?P<pk>[0-9]{1,15})/$", addresses.permalink, name="permalink"),
    re_path(r"^reply/(?P<pk>[0-9]{1,15})/report/$", reporting.report, name="report"),
    re_path(r"^reply/(?P<pk>[0-9]{1,15})/recommend/$", recommending.recommend, name="recommend"),
    path("reply/confirm/<str:token>/", confirming.confirm, name="confirm"),
    path("reply/appeal/<str:token>/", appealing.appeal, name="appeal"),
    re_path(r"^reply/(?P<pk>[0-9]{1,15})/edit/$", own.edit, name="edit"),
    re_path(r"^reply/(?P<pk>[0-9]{1,15})/withdraw/$", own.withdraw, name="withdraw"),
    path("reply/yours/", yours.ask, name="yours"),
    path("reply/yours/<str:token>/", yours.listed, name="yours_of"),
    path("reply/yours/<str:token>/mail/", yours.mail, name="yours_mail"),
    path("reply/yours/<str:token>/everything.json", yours.export, name="yours_export"),
    path("reply/yours/<str:token>/erase/", yours.erase, name="yours_erase"),
    re_path(rf"^{OWN}edit/$", own.edit, name="yours_edit"),
    re_path(rf"^{OWN}withdraw/$", own.withdraw, name="yours_withdraw"),
    re_path(rf"^{OWN}confirm/$", yours.confirm, name="yours_confirm"),
    re_path(rf"^{OWN}follow/$", yours.follow, name="yours_follow"),
    path("reply/unfollow/<str:token>/", following.unfollow, name="unfollow"),
    path("reply/following/", following.own, name="own_following"),
    path("reply/following/<str:token>/", following.manage, name="following"),
    re_path(r"^comments/feed/$", feeds.everywhere, name="feed"),
    re_path(r"^comments/feed/(?P<form>atom|json)/$", feeds.everywhere, name="feed"),
    path("comments/moderation/", accounts.moderation, name="moderation"),
    re_path(r"^comments/moderation/(?P<year>[0-9]{4})/$", accounts.moderation, name="moderation"),
    path("<path:path>/reply/", replying.reply, name="reply"),
    path("<path:path>/follow/", following.follow, name="follow"),
    path("<path:path>/reply/waiting/<str:token>/", waiting.waits, name="waiting"),
    re_path(rf"^{ARTICLE}/feed/$", feeds.article, name="article_feed"),
    re_path(rf"^{ARTICLE}/feed/(?P<form>atom|json)/$", feeds.article, name="article_feed"),
]
