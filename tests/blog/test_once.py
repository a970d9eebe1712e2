"""What the templates keep: parts that say the same on every page, and the addresses of views."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from blog.linking import link_to

PART = Template(
    "{% load blog i18n %}{% once %}{% translate 'Yes' %}, {{ name }}"
    "<{{ name|default:'nobody' }}>{% endonce %} {{ name }}"
)


def test_kept_part_sees_nothing_of_the_page_and_speaks_each_language():
    said = []
    for language, name in (("de", "Ada"), ("fr", "Ben"), ("de", "Cleo")):
        with translation.override(language):
            said.append(PART.render(Context({"name": name})))
    assert said == ["Ja, <nobody> Ada", "Oui, <nobody> Ben", "Ja, <nobody> Cleo"]


@pytest.mark.parametrize("part", ["sea", "sea/fish", "a b", "ü", "%2F"])
def test_link_is_what_the_routes_say(part):
    for _ in range(2):
        assert link_to("blog:category", part) == reverse("blog:category", args=[part])


def test_link_to_nothing_is_refused_each_time():
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            link_to("blog:category", "")
