"""The WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from config.scheme import ForwardedScheme

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = ForwardedScheme(get_wsgi_application())
