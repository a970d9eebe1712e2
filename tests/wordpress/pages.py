"""Tools > Import, as tests use it without scripts."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from wordpress.models import ImportRun


def chosen(files):
    return [SimpleUploadedFile(path.name, path.read_bytes()) for path in files]


def begin(client, *files):
    """One run over these files; the reader is led to its page."""
    answer = client.post(reverse("admin:wordpress_importrun_look"), {"files": chosen(files)})
    run = ImportRun.objects.latest("pk")
    assert answer.headers["Location"] == reverse("admin:wordpress_importrun_change", args=[run.pk])
    return run


def perform(run):
    call_command("run_import", run.pk)
    run.refresh_from_db()
    return run
