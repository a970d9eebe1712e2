"""Files of the media library in a bucket: a real S3 server on loopback, spoken to as in production."""

import socket

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from blog.files import buckets
from blog.files.outage import PAUSE, Breaker, StorageAway
from blog.files.uploading import drop_deleted
from blog.models import Attachment, Image
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


@pytest.fixture(autouse=True)
def unbroken(monkeypatch):
    """Each test begins with a storage of which nobody knows that it was away."""
    monkeypatch.setattr(buckets, "breaker", Breaker())


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
        image.file.save("mole.png", ContentFile(picture_bytes()))
    assert not before & names(bucket)
    assert stranger.get(said["url"])["Location"] == image.file.url
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert names(bucket) == set()


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


@pytest.fixture
def away(bucket, settings):
    """From the call on, nothing answers where the bucket was."""

    def leave():
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            return use(settings, f"http://127.0.0.1:{free.getsockname()[1]}", made=False)

    return leave


def test_storage_that_is_away_is_said_in_words(away):
    away()
    assert "does not answer" in buckets.problem()


def test_reader_of_a_file_whose_storage_is_away_is_told_to_ask_again(away, stranger):
    image = make_image()
    away()
    answer = stranger.get(image.file.url)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "10", "no-store")
    assert "does not answer" in answer.content.decode()


def test_nobody_waits_again_for_a_storage_that_has_just_not_answered(away, stranger, monkeypatch):
    image = make_image()
    away()
    assert stranger.get(image.file.url).status_code == 503
    asked = []
    monkeypatch.setattr(buckets.BucketStorage, "reader", property(lambda self: asked.append(1)))
    assert stranger.get(image.file.url).status_code == 503
    assert asked == []


def test_one_tries_after_a_pause_and_the_others_do_not(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("blog.files.outage.time.monotonic", lambda: now[0])
    breaker = Breaker()
    breaker.failed()
    now[0] += PAUSE + 1
    breaker.require()
    with pytest.raises(StorageAway):
        breaker.require()
    breaker.worked()
    breaker.require()


@pytest.mark.parametrize(
    ("name", "content"), [("quay.png", picture_bytes()), ("notes.txt", b"words")], ids=["picture", "document"]
)
def test_upload_into_a_storage_that_is_away_keeps_nothing_and_says_why(
    away, browse_as, editor, name, content
):
    away()
    sent = SimpleUploadedFile(name, content)
    answer = browse_as(editor).post(reverse("admin:blog_image_upload"), {"file": sent})
    assert answer.status_code == 503
    assert "try again soon" in answer.json()["error"]
    assert not Image.objects.exists()
    assert not Attachment.objects.exists()


def test_form_of_many_files_says_why_none_was_kept(away, browse_as, editor, contexts):
    away()
    sent = SimpleUploadedFile("quay.png", picture_bytes())
    page = browse_as(editor).post(reverse("admin:blog_image_send"), {"files": [sent]}, follow=True)
    assert ["quay.png: " in str(message) for message in page.context["messages"]] == [True]


def test_words_typed_beside_a_file_that_could_not_be_stored_stay_in_the_form(away, browse_as, editor):
    image = make_image(alt="Two boats")
    name = image.file.name
    away()
    words = {"alt": "Three boats", "focus_x": "0.25", "focus_y": "0.5"}
    sent = SimpleUploadedFile("mole.png", picture_bytes())
    page = browse_as(editor).post(reverse("admin:blog_image_change", args=[image.pk]), words | {"file": sent})
    assert page.status_code == 503
    assert "Three boats" in page.content.decode()
    assert "does not answer" in page.content.decode()
    image.refresh_from_db()
    assert (image.alt, image.file.name) == ("Two boats", name)


def test_file_deleted_while_its_storage_was_away_is_gone_once_it_is_back(
    away, server, settings, django_capture_on_commit_callbacks
):
    image, other = make_image(), make_image()
    name = image.file.name
    away()
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    storage = use(settings, server)
    buckets.breaker.worked()
    assert name in names(storage)
    task = DBTaskResult.objects.filter(task_path="blog.files.uploading.drop_deleted").latest("enqueued_at")
    listed, moment = task.args_kwargs["args"]
    assert listed == [name]
    assert drop_deleted.call([name, other.file.name], moment) == 1
    assert name not in names(storage)
    assert other.file.name in names(storage)


def test_file_stored_since_under_a_deleted_name_stays(bucket):
    name = bucket.save("images/quay.png", ContentFile(picture_bytes()))
    assert drop_deleted.call([name], 0) == 0
    assert name in names(bucket)


def test_readiness_and_deploy_checks_ask_the_bucket(server, bucket, settings):
    from operations.checks import check_files
    from operations.health import problems

    use(settings, server, "elsewhere", made=False)
    assert "no bucket" in problems()["storage"]
    assert "operations.W012" in [message.id for message in check_files(None)]
