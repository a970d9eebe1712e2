"""Pictures are checked whatever way they come in."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import modelform_factory

from blog.files.images import UnusablePicture
from blog.models import Image
from tests.factories import picture_bytes

pytestmark = pytest.mark.django_db
ImageForm = modelform_factory(Image, fields=["file", "alt"])


def test_upload_in_a_form_is_measured_and_named_after_its_content():
    upload = SimpleUploadedFile("harbour.gif", picture_bytes(30, 20, "JPEG"), "text/html")
    image = ImageForm({"alt": "A quay"}, {"file": upload}).save()
    image.refresh_from_db()
    assert (image.width, image.height, image.mime_type) == (30, 20, "image/jpeg")
    assert image.file.name.endswith(".jpg")


@pytest.mark.parametrize("content", [b"<script>alert(1)</script>", b"<svg/>", picture_bytes(64, 48)[:60]])
def test_upload_that_is_no_picture_is_refused_beside_its_field(content):
    form = ImageForm({"alt": "A quay"}, {"file": SimpleUploadedFile("a.png", content, "image/png")})
    assert not form.is_valid()
    assert list(form.errors) == ["file"]


def test_file_given_by_a_program_is_checked_too():
    with pytest.raises(UnusablePicture, match="SVG"):
        Image().file.save("a.png", ContentFile(b"<svg onload='x()'/>"), save=False)


def test_row_without_a_file_is_valid():
    Image(source_url="https://old.example/a.png").full_clean(exclude=["import_data"])


def test_full_clean_refuses_a_file_that_is_no_picture():
    with pytest.raises(ValidationError, match="not a picture"):
        Image(file=ContentFile(b"no", name="a.png")).full_clean()
