"""What PHP wrote into an export between its elements is no part of it, and is said."""

import pytest

from tests.wordpress import exports
from tests.wordpress.exports import item
from wordpress.reader import Export

WARNING = "<br />\n<b>Warning</b>:  Undefined key in <b>/www/a.php</b> on line <b>5</b><br />\n"
NOTICE = "\nNotice: Undefined key in /www/a.php on line 5\n"


@pytest.mark.parametrize("words", [WARNING, NOTICE])
@pytest.mark.parametrize("text", ["Sound", "Bread & butter"])
@pytest.mark.parametrize("before", ["<item>", "<guid>"])
def test_warnings_between_elements_are_passed_over_and_said(tmp_path, words, text, before):
    sound = item(1, content="TEXT").replace("<![CDATA[TEXT]]>", text)
    export = Export.open(exports.write(tmp_path, sound.replace(before, f"{words}{before}"), item(2)))
    assert [(each.title, each.content) for each in export.items()] == [("Post 1", text), ("Post 2", "Text 2")]
    (said,) = (reason for reason in export.survey.mended if "between the posts" in reason)
    assert "Undefined key in" in said


def test_export_without_them_says_nothing(tmp_path):
    assert Export.open(exports.write(tmp_path, item(1))).survey.mended == []
