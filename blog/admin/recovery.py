"""A forgotten password: Django's four pages in our look, with a limit on how often mails may be asked for.

Whether an address is known is never said, and links lead to SITE_URL, not to whatever host was asked."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _

from blog import logins
from blog.models import Publication, User


class StaffPasswordResetForm(PasswordResetForm):
    """Sends a link to people who may log in; to anybody else, nothing."""

    def get_users(self, email: str) -> Iterator[User]:
        """As Django finds them, without those who could not log in here anyway."""
        return (user for user in super().get_users(email) if user.is_staff)


class AdminLook:
    """Gives a page outside the admin's own views the admin's header and colours."""

    request: HttpRequest

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        inherited: dict[str, Any] = super().get_context_data(**context)  # type: ignore[misc]
        return {**admin.site.each_context(self.request), **inherited}


class PasswordResetView(AdminLook, views.PasswordResetView):
    form_class = StaffPasswordResetForm
    title = _("A new password")
    email_template_name = "registration/password_reset_email.txt"
    subject_template_name = "registration/password_reset_subject.txt"
    success_url = reverse_lazy("password_reset_done")

    def form_valid(self, form: PasswordResetForm) -> HttpResponse:
        try:
            logins.count(logins.keys("password-reset", self.request, form.cleaned_data["email"]))
        except ValidationError as error:
            form.add_error("email", error)
            return self.form_invalid(form)
        name = Publication.current().name
        self.extra_email_context = {"site_url": settings.SITE_URL, "site_name": name}
        return super().form_valid(form)


class PasswordResetDoneView(AdminLook, views.PasswordResetDoneView):
    title = _("Look into your mail")


class PasswordResetConfirmView(AdminLook, views.PasswordResetConfirmView):
    title = _("Choose a new password")


class PasswordResetCompleteView(AdminLook, views.PasswordResetCompleteView):
    title = _("That worked")


# The names are those that Django's own admin templates look for.
urlpatterns = [
    path("password_reset/", PasswordResetView.as_view(), name="admin_password_reset"),
    path("password_reset/done/", PasswordResetDoneView.as_view(), name="password_reset_done"),
    path("reset/<uidb64>/<token>/", PasswordResetConfirmView.as_view(), name="password_reset_confirm"),
    path("reset/done/", PasswordResetCompleteView.as_view(), name="password_reset_complete"),
]
