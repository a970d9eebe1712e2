"""Of two imports at once the second waits, and says so; on its page in the admin too."""

import subprocess
import sys
from contextlib import closing
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from blog.alone import NUMBERS, is_held_there
from blog.models import Post, User
from tests.bench import exports
from tests.operations.running import ROOT, address_of_tests
from wordpress.models import ImportRun
from wordpress.turns import WAITING, my_turn


@pytest.mark.django_db(transaction=True)
def test_second_import_waits_for_the_first_and_says_so(tmp_path, settings):
    path = exports.write(tmp_path / "small.xml", 3, 5)
    given = {"DATA_DIR": str(settings.DATA_DIR), "DATABASE_URL": address_of_tests(), "PATH": ""}
    command = [sys.executable, "manage.py", "import_wordpress", str(path)]
    with my_turn():
        second = subprocess.Popen(command, cwd=ROOT, env=given, stdout=subprocess.PIPE, text=True)
        assert second.stdout.readline().strip() == WAITING
        assert not ImportRun.objects.exists()
        assert not Post.everything.exists()
    said = second.communicate(timeout=120)[0]
    assert second.returncode == 0
    assert "Imported" in said
    assert Post.everything.count() == 3


@pytest.mark.django_db
def test_import_that_waits_for_another_says_so_in_the_admin():
    first = ImportRun.objects.create(source="first")
    second = ImportRun.objects.create(source="second", state=ImportRun.State.WAITING)
    look = ImportRun.objects.create(source="look", state=ImportRun.State.WAITING, dry=True)
    assert second.told_state == "waits until another import has ended"
    assert look.told_state == "about to begin"
    ImportRun.objects.filter(pk=first.pk).update(touched_at=timezone.now() - timedelta(hours=1))
    assert second.told_state == "about to begin"


@pytest.mark.django_db
def test_turn_ends_with_whatever_has_broken_its_transaction():
    """The next one waits for nobody."""
    User.objects.create(username="ann")
    with pytest.raises(IntegrityError), transaction.atomic(), my_turn():
        User.objects.create(username="ann")
    told = []
    with my_turn(told.append):
        assert told == []
    with closing(connection.copy()) as other:
        assert is_held_there(other, NUMBERS["importing"])
