"""Code that plug-ins take by the `lang` of a `pre` or `code`."""

import pytest

from tests.wordpress.library import html

POEM = '<pre lang="fr">Un\n  <em>court</em></pre>'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            '<pre lang="html" line="1">\n<style>a { b: c }</style>\n<!-- told -->\n\n'
            '<p class="x">A &amp; B && C</p>\n</pre>',
            '<pre><code class="language-html">&lt;style&gt;a { b: c }&lt;/style&gt;\n&lt;!-- told --&gt;\n\n'
            '&lt;p class="x"&gt;A &amp; B &amp;&amp; C&lt;/p&gt;</code></pre>',
        ),
        (
            '<pre lang="Actionscript">for (i = 0; i<b.size; i++) { a.push(<x/>) }</pre>',
            '<pre><code class="language-actionscript">for (i = 0; i&lt;b.size; i++) '
            "{ a.push(&lt;x/&gt;) }</code></pre>",
        ),
        (
            '<code lang="PHP">\n&lt;?php\n\n$a = 1;\n</code>',
            '<pre><code class="language-php">&lt;?php\n\n$a = 1;</code></pre>',
        ),
        (POEM, POEM),
    ],
)
def test_code_that_a_plug_in_took_unescaped_is_code(written, shown):
    assert html(written) == shown
