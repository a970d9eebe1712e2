"""The admin site itself."""

from django.contrib import admin

from blog.logins import LoginForm


class BroadsideAdminSite(admin.AdminSite):
    """Plain Django admin with Broadside's own restrained layer."""

    site_header = "Broadside"
    login_form = LoginForm
