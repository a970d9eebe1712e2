"""Picture files made on the spot, good and bad."""

from io import BytesIO

from PIL import Image


def written(kind="JPEG", size=(64, 48), mode="RGB", colour="#7a1f1f", **options):
    """The bytes of a picture in one colour."""
    buffer = BytesIO()
    Image.new(mode, size, colour).save(buffer, kind, **options)
    return buffer.getvalue()


def reopened(content):
    """The decoded picture."""
    image = Image.open(BytesIO(content))
    image.load()
    return image
