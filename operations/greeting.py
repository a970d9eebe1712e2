"""What the terminal says once the site answers: where it is, and who may log in."""

import os
import shlex

from django.conf import settings
from django.utils.translation import gettext as _

from blog.models import User
from operations.demo.logins import login_lines
from operations.serving import local_address


def greeting() -> list[str]:
    """Addresses, demonstration logins, and how to make the first administrator if there is none."""
    site = local_address() if settings.SITE_IS_LOOPBACK else settings.SITE_URL
    lines = [_("Broadside is at  %s/") % site, _("Administration   %s/admin/") % site]
    lines += login_lines()
    if settings.EMAIL_FILE_PATH:
        lines += [_("Mails are files in %s") % settings.EMAIL_FILE_PATH]
    if not User.objects.filter(is_superuser=True, is_active=True).exists():
        lines += [_("There is no administrator yet. Make the first one, in another terminal:")]
        lines += [f"  {environment()}.venv/bin/python manage.py createsuperuser"]
    return [*lines, _("Ctrl-C stops it.")]


def environment() -> str:
    """The variables that another command needs in order to meet the same database."""
    names = ["DATA_DIR", "DATABASE_URL"]
    return "".join(f"{name}={shlex.quote(os.environ[name])} " for name in names if os.environ.get(name))
