"""`manage.py learn_spam`: learn anew what is spam, from every decision that people have made."""

from typing import Any

from django.utils.translation import gettext as _

from blog.migrated import SiteCommand
from comments.screening import learning


class Command(SiteCommand):
    help = (
        "Forgets what the spam filter has learnt, and learns anew from all decided replies: approved ones "
        "and spam, imported ones too. Replies and decisions wait meanwhile."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        learnt = learning.learn_anew()
        self.stdout.write(
            _("Learnt from %(ham)d approved replies and %(spam)d of spam.")
            % {"ham": learnt.get(learning.HAM, 0), "spam": learnt.get(learning.SPAM, 0)}
        )
