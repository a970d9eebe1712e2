"""People who log in. Whoever could change logins could become anybody, so only administrators can."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from blog.models import User


class AdministratorsOnly:
    """Answers every question about rights with the superuser's mark."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)


class NewUserForm(AdminUserCreationForm):  # type: ignore[type-arg]
    """A new login: its name, its address for a forgotten password, its role."""

    is_staff = forms.BooleanField(
        label=_("May log in here"), required=False, initial=True, help_text=_("Whoever works in the admin.")
    )

    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "email", "first_name", "last_name", "groups", "is_staff")
        widgets = {"groups": forms.CheckboxSelectMultiple}


@admin.register(User)
class StaffAdmin(AdministratorsOnly, UserAdmin):  # type: ignore[type-arg]
    """Logins, with their roles in the list."""

    add_form = NewUserForm
    list_display = ["username", "shown_name", "shown_roles", "email", "is_active", "last_login"]
    list_filter = ["groups", "is_superuser", "is_active"]
    readonly_fields = ["is_demonstration", "last_login", "date_joined"]
    filter_horizontal = ["user_permissions"]
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email")}),
        (_("Role"), {"fields": ("is_active", "is_staff", "groups", "is_superuser", "is_demonstration")}),
        (_("Single permissions"), {"fields": ("user_permissions",), "classes": ("collapse",)}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "email", "first_name", "last_name", "groups", "is_staff")}),
        (_("Password"), {"fields": ("usable_password", "password1", "password2")}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple()
            kwargs["help_text"] = ""
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description=_("name"))
    def shown_name(self, user: User) -> str:
        return user.get_full_name()

    @admin.display(description=_("roles"))
    def shown_roles(self, user: User) -> str:
        roles = [str(group) for group in user.groups.all()]
        return ", ".join([str(_("Administrator")), *roles] if user.is_superuser else roles)


admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(AdministratorsOnly, GroupAdmin):
    """Roles: groups of permissions."""
