"""Files of the media library in a bucket: a real S3 server on loopback, spoken to as in production."""

import socket

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from blog.files import buckets
from blog.models import Image
from blog.tasks import make_renditions
from tests.factories import make_image, make_post, photograph_bytes, picture_bytes

pytestmark = pytest.mark.django_db
NAME = "pictures"


@pytest.fixture(scope="module")
def server():
    """An S3 server, and one bucket in it."""
    from moto.server import ThreadedMotoServer

    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(server, settings, monkeypatch):
    """The site with its files in the bucket."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    return use(settings, server)


def use(settings, endpoint, name=NAME, made=True):
    """Have the settings name a bucket, as MEDIA_STORAGE_URL does; it is made unless told otherwise."""
    options = {"bucket_name": name, "endpoint_url": endpoint, "region_name": "eu-central-1"}
    kept = {"BACKEND": "blog.files.buckets.BucketStorage", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": kept}
    if made:
        place = {"LocationConstraint": "eu-central-1"}
        client = default_storage.connection.meta.client
        if name not in {each["Name"] for each in client.list_buckets()["Buckets"]}:
            client.create_bucket(Bucket=name, CreateBucketConfiguration=place)
    return default_storage


def names(storage):
    """Every file in the bucket."""
    return {each.key for each in storage.bucket.objects.all()}


def test_picture_is_uploaded_shown_replaced_and_deleted(
    bucket, browse_as, editor, stranger, django_capture_on_commit_callbacks
):
    from django.core.files.uploadedfile import SimpleUploadedFile

    upload = SimpleUploadedFile("quay.jpg", photograph_bytes(700, 350))
    said = browse_as(editor).post(reverse("admin:blog_image_upload"), {"file": upload}).json()
    image = Image.objects.get(pk=said["id"])
    assert make_renditions.func(image.pk) > 3
    post = make_post(body=f'<p><img src="{said["url"]}"></p>')
    page = stranger.get(post.get_absolute_url()).content.decode()
    assert said["url"].startswith("/media/images/")
    assert 'type="image/avif" srcset="/media/renditions/' in page
    before = names(bucket)
    with django_capture_on_commit_callbacks(execute=True):
        image.file.save("mole.png", picture_file())
    assert not before & names(bucket)
    assert stranger.get(said["url"])["Location"] == image.file.url
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert names(bucket) == set()


def picture_file():
    from django.core.files.base import ContentFile

    return ContentFile(picture_bytes())


def test_file_in_a_bucket_is_sent_whole_in_part_and_not_again(bucket, stranger):
    image = make_image()
    whole = stranger.get(image.file.url)
    content = b"".join(whole.streaming_content)
    part = stranger.get(image.file.url, headers={"range": "bytes=1-3"})
    assert (whole.status_code, content[1:4], whole["Content-Type"]) == (200, b"PNG", "image/png")
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"PNG")
    assert stranger.get(image.file.url, headers={"if-none-match": whole["ETag"]}).status_code == 304
    assert stranger.get("/media/images/none.png").status_code == 404


def test_wrong_bucket_is_said_in_words(server, bucket, settings):
    assert buckets.problem() == ""
    use(settings, server, "elsewhere", made=False)
    assert "no bucket “elsewhere”" in buckets.problem()


def test_storage_that_is_away_is_said_in_words(bucket, settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        use(settings, f"http://127.0.0.1:{free.getsockname()[1]}", made=False)
    assert "does not answer" in buckets.problem()


def test_readiness_and_deploy_checks_ask_the_bucket(server, bucket, settings):
    from operations.checks import check_files
    from operations.health import problems

    use(settings, server, "elsewhere", made=False)
    assert "no bucket" in problems()["storage"]
    assert "operations.W012" in [message.id for message in check_files(None)]
