"""Categories with their paths, and tags."""

import pytest
from django.core.exceptions import ValidationError

from blog.models import Category, Post, Tag

pytestmark = pytest.mark.django_db


def test_category_name_may_hold_a_slash_and_is_one_name():
    category = Category.objects.create(name="Anti-Imperialism/Foreign Policy")
    assert (category.name, category.path) == (
        "Anti-Imperialism/Foreign Policy",
        "anti-imperialism-foreign-policy",
    )


def test_same_slug_lives_under_two_parents():
    news, culture = Category.objects.create(name="News"), Category.objects.create(name="Culture")
    paths = {Category.objects.create(name="Letters", parent=parent).path for parent in (news, culture)}
    assert paths == {"news/letters", "culture/letters"}


def test_siblings_are_told_apart():
    Category.objects.create(name="Letters")
    assert Category.objects.create(name="Letters").path == "letters-2"


def test_sibling_with_the_same_slug_is_refused_in_a_form():
    Category.objects.create(name="Letters")
    with pytest.raises(ValidationError, match="beside this one"):
        Category(name="Other", slug="letters").full_clean()


def test_branches_move_with_their_category():
    top = Category.objects.create(name="Top")
    leaf = Category.objects.create(name="Leaf", parent=Category.objects.create(name="Mid", parent=top))
    top.slug = "crown"
    top.save()
    leaf.refresh_from_db()
    assert leaf.path == "crown/mid/leaf"


def test_tags_differ_by_more_than_case():
    post = Post.objects.create(title="A")
    post.tags.add("Sea Power", "sea power")
    assert Tag.objects.count() == 1


def test_tag_slug_keeps_its_script():
    post = Post.objects.create(title="A")
    post.tags.add("قانون البحار")
    assert post.tags.get().slug == "قانون-البحار"
