"""The debate's app."""

from django.apps import AppConfig
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Debate")

    def ready(self) -> None:
        from django_comments_xtd.models import publish_or_unpublish_on_pre_save

        from blog.models import PostQuerySet, Publication
        from blog.shelves import tallies
        from comments import showing
        from comments.standing import RECEIVED, TALLY

        showing.connect()
        tallies.keep(TALLY)
        tallies.keep(RECEIVED)
        Publication.read_along.append("debate_rules")
        PostQuerySet.read_along.append("thread")
        # Saving a parent would publish its held children and miscount its ancestors.
        pre_save.disconnect(publish_or_unpublish_on_pre_save, sender="comments.Reply")
