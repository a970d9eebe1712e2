"""The field of a picture: chosen in the media library's dialog; without a script, by its number there."""

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from blog.admin.editor.figures import FIGURES
from blog.admin.thumbnails import smallest
from blog.models import Image


class PictureInput(forms.NumberInput):
    """The number of a picture of the library, with the picture itself."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        field = super().render(name, value, {**(attrs or {}), "min": 1, "class": "vIntegerField"}, renderer)
        image = Image.objects.filter(pk=value).first() if str(value or "").isdecimal() else None
        context: dict[str, Any] = {"field": field, "image": image, "options": {**FIGURES, "words": None}}
        context["picture"] = smallest(image) if image and image.file else ""
        context["edit"] = reverse("admin:blog_image_change", args=[0])
        context["choose"] = _("Choose a picture")
        return mark_safe(render_to_string("admin/widgets/picture.html", context | {"figures": FIGURES}))
