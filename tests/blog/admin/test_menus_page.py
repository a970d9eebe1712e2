"""The page on which editors arrange a menu, without JavaScript."""

import pytest
from django.urls import reverse

from blog.menu import Menus
from blog.models import MenuItem, Status
from tests.blog.admin.test_frontpage_page import sent
from tests.factories import make_category, make_page, make_post, make_user

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:blog_menuitem_changelist")
PREVIEW = reverse("admin:blog_menuitem_preview")


@pytest.fixture
def desk(browse_as, editor):
    return browse_as(editor)


def press(desk, response, *buttons, page=PAGE, **typed):
    for button in buttons:
        response = desk.post(page, {**sent(response), **typed, "do": button})
    return response


def menu(place="header"):
    """As readers see it: a line, or a line with those under it."""
    return [
        (line.label, [child.label for child in line.children]) if line.children else line.label
        for line in Menus.current().at(place, "/")
    ]


def arranged(desk, names="ABCD"):
    """A menu of categories with these names, not saved."""
    answer = desk.get(PAGE)
    for name in names:
        answer = press(desk, answer, "add-category", new_category=make_category(name).pk)
    return answer


def test_lines_are_nested_by_buttons(desk):
    press(desk, arranged(desk), "in-1", "in-2", "save")
    assert menu() == [("A", ["B", "C"]), "D"]


def test_of_two_editors_the_second_is_shown_what_the_first_has_saved(desk, browse_as):
    other = browse_as(make_user(group="Editor"))
    mine, theirs = arranged(desk, "A"), arranged(other, "B")
    press(other, theirs, "save")
    answer = press(desk, mine, "save")
    assert "Somebody else has saved another arrangement" in answer.content.decode()
    assert menu() == ["B"]
    press(desk, answer, "save")
    assert menu() == ["A"]


def test_first_line_cannot_stand_under_another(desk):
    press(desk, arranged(desk), "in-0", "save")
    assert menu() == ["A", "B", "C", "D"]


def test_line_moves_with_those_under_it(desk):
    press(desk, arranged(desk), "in-1", "in-2", "down-0", "save")
    assert menu() == ["D", ("A", ["B", "C"])]


@pytest.mark.parametrize(
    ("buttons", "expected"),
    [
        (["in-1", "in-2", "up-2"], [("A", ["C", "B"]), "D"]),
        (["in-1", "in-2", "out-1"], [("A", ["C"]), "B", "D"]),
        (["in-1", "up-3"], [("A", ["B"]), "D", "C"]),
        (["in-1", "up-2"], ["C", ("A", ["B"]), "D"]),
        (["in-3", "up-3"], ["A", ("B", ["D"]), "C"]),
        (["in-1", "remove-0"], ["B", "C", "D"]),
    ],
)
def test_buttons_keep_branches_together(desk, buttons, expected):
    press(desk, arranged(desk), *buttons, "save")
    assert menu() == expected


def test_every_kind_of_line_can_be_added(desk):
    page, post = make_page("About"), make_post("The harbour")
    answer = press(desk, desk.get(PAGE), "add-page", new_page=page.pk)
    answer = press(desk, answer, f"add-post-{post.pk}")
    answer = press(desk, answer, "add-address", new_url="https://radio.example/", new_label="Radio")
    answer = press(desk, answer, "add-words", new_words="More")
    answer = press(desk, answer, "add-category", new_category=make_category("Ports").pk)
    press(desk, answer, "in-4", "save")
    assert menu() == ["About", "The harbour", "Radio", ("More", ["Ports"])]


def test_line_to_what_readers_cannot_see_is_left_out_and_said_so(desk):
    page = make_page("Unseen", status=Status.DRAFT)
    answer = press(desk, desk.get(PAGE), "add-page", new_page=page.pk)
    press(desk, answer, "save")
    assert "Readers cannot see it" in answer.content.decode()
    assert MenuItem.objects.count() == 1
    assert menu() == []


def test_line_cannot_run_a_script_and_stays_as_typed(desk):
    answer = press(desk, desk.get(PAGE), "add-address", new_url="javascript:alert(1)", new_label="x")
    answer = press(desk, answer, "save")
    assert "An address starts with" in answer.content.decode()
    assert 'value="javascript:alert(1)"' in answer.content.decode()
    assert not MenuItem.objects.exists()


def test_foot_has_a_menu_of_its_own(desk, stranger):
    foot = f"{PAGE}?place=footer"
    answer = press(desk, desk.get(foot), "add-words", page=foot, new_words="Masthead")
    answer = press(desk, answer, "add-page", "in-1", page=foot, new_page=make_page("Team").pk)
    press(desk, answer, "save", page=foot)
    assert menu("footer") == [("Masthead", ["Team"])]
    assert "Team" in stranger.get("/").content.decode().partition("<footer")[2]


def test_preview_shows_what_is_not_saved(desk):
    answer = press(desk, arranged(desk, "AB"), "in-1")
    page = desk.post(PREVIEW, sent(answer)).content.decode()
    assert "<summary>" in page
    assert not MenuItem.objects.exists()


def test_menu_begins_with_what_readers_see(desk):
    make_category("Below", parent=make_category("World"))
    press(desk, desk.get(PAGE), "begin", "save")
    assert menu() == ["World"]


def test_circle_in_the_database_hangs_nothing(desk, stranger):
    one, two = (MenuItem.objects.create(label=name, url="/about/") for name in "AB")
    MenuItem.objects.filter(pk=one.pk).update(parent=two)
    MenuItem.objects.filter(pk=two.pk).update(parent=one)
    assert stranger.get("/").status_code == 200
    assert desk.get(PAGE).content.decode().count("data-row ") == 2


def test_as_many_queries_with_thirty_lines_as_with_one(desk, assert_same_queries):
    def more(number=30):
        for _ in range(number):
            MenuItem.objects.create(category=make_category(), position=1)
            MenuItem.objects.create(page=make_page(), position=2)
            MenuItem.objects.create(post=make_post(), position=3)

    more(1)
    assert_same_queries(lambda: desk.get(PAGE), more)


@pytest.mark.parametrize("persona", ["alice", "contributor", "bob"])
def test_only_editors_arrange(browse_as, request, persona):
    assert browse_as(request.getfixturevalue(persona)).get(PAGE).status_code == 403
