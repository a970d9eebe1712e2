"""The public site as files: opened without a server, every link followed, nothing private in it."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from lxml import html

from blog.models import Publication, Redirect, Status, Visibility
from operations.staticcopy import CopyError, whole_folder
from operations.staticcopy.places import file_of, usable
from tests.factories import make_image, make_page, make_post, make_reply
from tests.operations.copying import copied

__all__ = ["copied"]

LINKS = {"a": "href", "link": "href", "img": "src", "script": "src", "form": "action"}


def pages(folder: Path):
    """Every page with its tree."""
    for path in sorted(folder.rglob("*.html")):
        yield path, html.document_fromstring(path.read_bytes())


def named(path: Path, document):
    """Files and fragments that the page leads to; addresses of other places are left out."""
    for tag, attribute in LINKS.items():
        for element in document.iter(tag):
            link = element.get(attribute) or ""
            parts = urlsplit(link)
            is_live = "data-live" in element.attrib or element.get("rel") == "canonical"
            if link and not parts.scheme and not parts.netloc and not is_live:
                target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
                yield target, unquote(parts.fragment)
            assert is_live or not link.startswith(django_settings.SITE_URL), f"{path}: {link}"


def broken(folder: Path):
    """Page and link, where no file of the copy lies at its end, or one without the fragment."""
    trees = dict(pages(folder))
    found = []
    for path, document in trees.items():
        for target, fragment in named(path, document):
            is_there = target.is_file() and target.is_relative_to(folder)
            ids = trees[target].xpath("//@id") if fragment and target in trees else [fragment]
            if not is_there or fragment not in ids:
                found.append((str(path.relative_to(folder)), str(target), fragment))
    return found


def test_whole_journal_holds_together(copied):
    image = make_image()
    body = f'<figure><img src="{image.file.url}" alt=""></figure><p><a href="/about/">About</a></p>'
    post = make_post("One", body=body, tags=["بئر"], featured_image=image, slug="بئر-" + "طويل" * 30)
    make_page("About", body='<p id="here">Here</p><p><a href="#here">Up</a> <a href="/nowhere/">Gone</a></p>')
    parent = None
    for number in range(3):
        parent = make_reply(post, parent, writer_name=f"R{number}", comment="Yes")
    for number in range(12):
        make_post(f"Other {number}", categories=[])
    folder = copied()
    assert broken(folder) == []
    assert (folder / "page/2/index.html").is_file()
    assert (folder / "feed/index.xml").read_text().startswith("<?xml")
    assert (folder / "feed/json/index.json").read_text().startswith("{")
    assert (folder / image.file.url.lstrip("/")).read_bytes()[:4] == b"\x89PNG"
    assert len(list(pages(folder))) > 20


def test_thread_of_several_pages_and_replies_that_lead_to_each_other(copied, settings):
    post = make_post("One", slug="one")
    first = make_reply(post)
    for _number in range(101):
        make_reply(post, first)
    folder = copied()
    assert broken(folder) == []
    assert len(list((folder / file_of(post.get_absolute_url())).parent.glob("index-*.html"))) >= 1


def test_stranger_sees_no_more_than_on_the_site(copied):
    make_post("Locked", body="<p>Secret words</p>", password="ferry")
    make_post("Private", body="<p>Private words</p>", visibility=Visibility.PRIVATE)
    make_post("Draft", body="<p>Draft words</p>", status=Status.DRAFT)
    post = make_post("Open")
    make_reply(post, comment="Pending words", body_html="<p>Pending words</p>", status="pending", shown=False)
    folder = copied()
    everything = "".join(path.read_text(errors="ignore") for path in folder.rglob("*") if path.is_file())
    assert not re.search("Secret words|Private words|Draft words|Pending words|ferry", everything)
    assert "in this copy of" in everything


def test_form_becomes_a_quiet_sentence_and_what_acts_is_gone(copied):
    post = make_post("One", slug="one")
    make_reply(post)
    folder = copied()
    document = html.document_fromstring((folder / file_of(post.get_absolute_url())).read_bytes())
    assert [form.get("class") for form in document.iter("form")] == []
    notice = document.find_class("notice")[-1]
    assert "This is a copy of the site" in notice.text_content()
    assert next(notice.iter("a")).get("href") == f"{django_settings.SITE_URL}{post.get_absolute_url()}"
    links = " ".join(document.xpath("//a/@href"))
    assert not re.search(r"recommend|report|follow/|/reply/|admin", links)
    assert [script.get("type") for script in document.iter("script") if script.get("src")] == [None]


def test_what_has_moved_leads_on(copied):
    post = make_post("One", slug="one")
    Redirect.objects.create(old_path="/2015/01/old/", post=post)
    Redirect.objects.create(old_path="/old.html", post=post)
    folder = copied()
    for file in ("2015/01/old/index.html", "old.html"):
        assert 'http-equiv="refresh"' in (folder / file).read_text()
    assert broken(folder) == []


def test_search_lists_everything_readable(copied):
    make_post("Harbour", standfirst="Two navies")
    make_post("Locked", password="x")
    document = html.document_fromstring((copied() / "search/index.html").read_bytes())
    lines = document.get_element_by_id("copy-index")
    assert [link.text for link in lines.iter("a")] == ["Harbour"]
    assert "navies" in lines[0].get("data-words")


def test_full_folder_is_left_alone(db, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("dear")
    for replace in (False, True):
        with pytest.raises(CopyError), whole_folder(tmp_path / "mine", replace=replace):
            pass
    with pytest.raises(CommandError, match="--replace"):
        call_command("export_static", tmp_path / "mine")
    assert (tmp_path / "mine/letter.txt").read_text() == "dear"


def interrupted(target):
    with whole_folder(target, replace=True) as begun:
        (begun / "index.html").write_text("half")
        raise KeyboardInterrupt


def test_stopped_copy_leaves_the_former_one(tmp_path):
    target = tmp_path / "copy"
    with whole_folder(target, replace=False) as begun:
        (begun / "index.html").write_text("former")
    with pytest.raises(KeyboardInterrupt):
        interrupted(target)
    assert (target / "index.html").read_text() == "former"
    with whole_folder(target, replace=True) as begun:
        (begun / "index.html").write_text("new")
    assert (target / "index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["copy"]


def test_copy_killed_between_two_names_is_put_back(tmp_path):
    target, former = tmp_path / "copy", tmp_path / ".copy.former"
    with whole_folder(target, replace=False) as begun:
        (begun / "index.html").write_text("former")
    target.rename(former)
    with pytest.raises(CopyError, match="--replace"), whole_folder(target, replace=False):
        pass
    assert (target / "index.html").read_text() == "former"
    assert [path.name for path in tmp_path.iterdir()] == ["copy"]


def test_of_two_copies_at_once_the_second_is_refused(tmp_path):
    target = tmp_path / "copy"
    with whole_folder(target, replace=False) as begun:
        (begun / "index.html").write_text("first")
        with pytest.raises(CopyError, match="being written"), whole_folder(target, replace=False):
            pass
    assert (target / "index.html").read_text() == "first"


@pytest.mark.parametrize("name", ["a:b", "x" * 300, "con?", "end.", "بئر" * 80])
def test_name_is_one_that_file_systems_take(name):
    made = usable(name)
    assert len(made.encode()) <= 120
    assert not re.search(r'[<>:"|?*\\]|[. ]$', made)
    assert made != usable(f"{name}!")


def test_command_says_what_it_did(db, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("operations.management.commands.export_static.collect_static_files", lambda say: None)
    make_post("One")
    call_command("export_static", tmp_path / "copy")
    assert "× page" in capsys.readouterr().out
    assert (tmp_path / "copy/404.html").is_file()
    assert Publication.objects.exists()
