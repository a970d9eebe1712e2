"""The admin site itself."""

from django.contrib import admin


class BroadsideAdminSite(admin.AdminSite):
    """Plain Django admin with Broadside's own restrained layer."""

    site_header = "Broadside"
