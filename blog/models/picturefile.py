"""The file of a picture: whatever way it comes in, it is checked and cleaned before it is stored."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile

from blog.files.images import CleanPicture, UnusablePicture, clean_picture
from blog.models.heldfile import free_name

if TYPE_CHECKING:
    from blog.models.media import Image


class PictureFile(FieldFile):
    """A stored picture; storing reads its size and type into the row."""

    instance: "Image"

    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        """Store the picture upright and without metadata. Raises UnusablePicture with a sentence."""
        picture = content if isinstance(content, CleanPicture) else clean_picture(content, name)
        row = self.instance
        row.width, row.height, row.mime_type = picture.width, picture.height, picture.mime_type
        row.has_new_file = True
        kept_name = free_name(str(picture.name), self.field.generate_filename(row, str(picture.name)))
        super().save(kept_name, picture, save)


class PictureField(models.FileField):
    """A file field that takes pictures only, by their content; forms say why a file is refused."""

    attr_class = PictureFile

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """The checked picture in place of a newly chosen file; ValidationError with the sentence."""
        value = super().clean(value, model_instance)
        if not value or value._committed:
            return value
        try:
            return clean_picture(value.file, value.name)
        except UnusablePicture as refusal:
            raise ValidationError(str(refusal), code="unusable_picture") from None

    def deconstruct(self) -> Any:
        """To the database it is a file field like any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", args, kwargs
