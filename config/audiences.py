"""Who may use which address. A test walks every route as everybody, so a route that is not here fails it.

Names are those of `reverse()`. The first line that fits counts; `*` stands for what is left of the name.
"""

from fnmatch import fnmatchcase

READER, COMMENTER = "reader", "commenter"
CONTRIBUTOR, AUTHOR, EDITOR = "contributor", "author", "editor"
MODERATOR, ADMINISTRATOR = "moderator", "administrator"

EVERYBODY = frozenset({READER, COMMENTER, CONTRIBUTOR, AUTHOR, EDITOR, MODERATOR, ADMINISTRATOR})
STAFF = EVERYBODY - {READER, COMMENTER}
WRITERS = STAFF - {MODERATOR}
EDITORS = frozenset({EDITOR, ADMINISTRATOR})
MODERATORS = frozenset({MODERATOR, EDITOR, ADMINISTRATOR})
ADMINISTRATORS = frozenset({ADMINISTRATOR})
NOBODY: frozenset[str] = frozenset()

PUBLIC = """
    healthz readyz
    blog:front blog:front_page blog:identity blog:robots blog:sitemap blog:sitemap_section blog:feed
    blog:search blog:search_page blog:search_feed
    blog:appearances blog:appearances_page blog:appearances_feed blog:transcript
    blog:category blog:category_page blog:category_feed blog:tag blog:tag_page blog:tag_feed
    blog:author blog:author_page blog:author_feed
    blog:year blog:year_page blog:month blog:month_page blog:day blog:day_page
    blog:post blog:page blog:address blog:feed_alias blog:first_page blog:password blog:media blog:preview
    comments:permalink comments:reply comments:waiting comments:unfollow comments:recommend
    comments:report comments:appeal comments:moderation
    comments:confirm comments:follow comments:following
    comments:edit comments:withdraw comments:yours comments:yours_*
    comments:feed comments:article_feed
    admin:login admin:logout
    admin_password_reset password_reset_done password_reset_confirm password_reset_complete
"""

ROUTES: list[tuple[str, frozenset[str]]] = [
    *((name, EVERYBODY) for name in PUBLIC.split()),
    ("comments:own_following", STAFF),
    ("admin:index", STAFF),
    ("admin:password_change*", STAFF),
    ("admin:jsi18n", STAFF),
    ("admin:view_on_site", STAFF),
    ("admin:autocomplete", WRITERS),  # pictures
    ("admin:app_list", STAFF),
    ("admin:blog_post_delete", EDITORS),
    ("admin:blog_post_add_category", EDITORS),
    ("admin:blog_post_correction*", EDITORS),
    ("admin:blog_post_*", WRITERS),
    ("admin:blog_image_delete", EDITORS),
    ("admin:blog_image_*", WRITERS),
    ("admin:blog_attachment_delete", EDITORS),
    ("admin:blog_attachment_*", WRITERS),
    ("admin:blog_medialink_add", NOBODY),
    ("admin:blog_medialink_delete", NOBODY),
    ("admin:blog_medialink_*", EDITORS),
    ("admin:blog_author_add", EDITORS),
    ("admin:blog_author_delete", EDITORS),
    ("admin:blog_author_*", WRITERS),
    ("admin:blog_page_*", EDITORS),
    ("admin:blog_category_*", EDITORS),
    ("admin:blog_tag_*", EDITORS),
    ("admin:blog_redirect_*", EDITORS),
    ("admin:blog_publication_add", NOBODY),
    ("admin:blog_publication_delete", NOBODY),
    ("admin:blog_publication_*", EDITORS),
    ("admin:blog_frontpick_*", EDITORS),
    ("admin:blog_menuitem_*", EDITORS),
    ("admin:comments_reply_add", NOBODY),
    ("admin:comments_reply_delete", NOBODY),
    ("admin:comments_reply_*", MODERATORS),
    ("admin:comments_ban_*", MODERATORS),
    ("admin:comments_debaterules_add", NOBODY),
    ("admin:comments_debaterules_delete", NOBODY),
    ("admin:comments_debaterules_*", MODERATORS),
    ("admin:comments_writer_add", NOBODY),
    ("admin:comments_writer_delete", NOBODY),
    ("admin:comments_writer_*", MODERATORS),
    ("admin:comments_decision_add", NOBODY),
    ("admin:comments_decision_delete", NOBODY),
    ("admin:comments_decision_*", MODERATORS),
    ("admin:wordpress_importrun_add", ADMINISTRATORS),
    *(
        (f"admin:wordpress_importrun_{name}", ADMINISTRATORS)
        for name in "send look go forget progress".split()
    ),
    ("admin:wordpress_*_add", NOBODY),
    ("admin:wordpress_*_delete", NOBODY),
    ("admin:wordpress_*", EDITORS),
    ("admin:blog_user_*", ADMINISTRATORS),
    ("admin:auth_user_password_change", ADMINISTRATORS),
    ("admin:django_tasks_database_dbtaskresult_add", NOBODY),
    ("admin:django_tasks_database_dbtaskresult_delete", NOBODY),
    ("admin:django_tasks_database_dbtaskresult_*", ADMINISTRATORS),
    ("admin:auth_group_*", ADMINISTRATORS),
]


def audience(name: str) -> frozenset[str]:
    """Who may use the route of that name; raises LookupError if nobody has said."""
    for pattern, allowed in ROUTES:
        if fnmatchcase(name, pattern):
            return allowed
    raise LookupError(name)
