"""Names of shortcodes and of their attributes, by what is done with them."""

import re

FILE_ATTRIBUTES = (
    *("src", "url", "href", "link", "mp3", "m4a", "ogg", "oga", "opus", "wav", "flac", "wma"),
    *("mp4", "m4v", "webm", "ogv", "mov", "wmv", "flv"),
)
# WordPress.com shows code by these, in the language that they name.
LANGUAGES = """
    actionscript3 applescript bash clojure coldfusion cpp csharp css delphi diff erlang fsharp go groovy html
    java javascript js jscript latexsource matlab objc perl php plain powershell python r ruby scala sql swift
    vb xml yaml
"""
CODES = frozenset({"code", "sourcecode", "source-code", "crayon", *LANGUAGES.split()})
# CodeColorer's: flags and a language in the name, [ccn_php], [cci] within a sentence.
COLORED = re.compile(r"cc(?P<flags>[a-z]{0,6})(?:_(?P<language>[\w+#-]+))?")
# Boxes of page builders and themes: what they hold is read like the rest, their titles stay.
BUILDERS = re.compile(
    r"vc_(?:section|row|row_inner|column|column_inner|column_text|tta_\w+|tabs|tab|accordion|accordion_tab)"
    r"|et_pb_(?:section|row|row_inner|column|column_inner|text|blurb|toggle|tab|tabs|accordion\w*)"
    r"|fusion_(?:builder_\w+|text|fontawesome|separator|li_item|checklist|tabs|tab|accordion|toggle)"
    r"|av_(?:section|one_\w+|two_\w+|textblock|tab|tab_container)|su_(?:row|column|tabs|tab|box|accordion)"
)
BOXES = re.compile(
    r"(?:one|two|three|four|five)_(?:half|third|fourth|fifth|sixth|quarter|thirds|fourths|fifths)\w*"
    r"|columns?|row|col|section|container|raw|no_wpautop|tabs?|tabgroup|toggles?|accordions?|su_spoiler|center"
)
# Forms of plug-ins, which this site has not.
FORMS = re.compile(
    r"contact[-_](?:form(?:-7)?|field)|gravityforms?|ninja_forms?(?:_display_form)?|wpforms|formidable"
    r"|caldera_form|mc4wp_form|mailchimp_subscriber_popup|jetpack_subscription_form|blog_subscription_form"
    r"|mailpoet_form|wysija_form|newsletter_form|subscribe2|forminator_form|fluentform|cformsii?|weforms"
    r"|si-contact-form|everest_form|happyforms|hf_form|wpdiscuz_comments"
)
QUOTES = frozenset("pullquote pull_quote pull-quote blockquote quote su_quote su_pullquote".split())
NOTES = frozenset("footnote fn ref efn_note note_ref mfn sidenote easy_footnote".split())
INLINE = frozenset("dropcap drop_cap dropcaps highlight su_highlight su_dropcap nobr small_caps".split())
# Of others these are shortcodes even without attributes.
BARE_NAMES = """
    contact-form contact-field contact-form-7 sitemap archives jetpack_subscription_form subscribe2
    related_posts jetpack-related-posts recent-posts display-posts display_posts blog_subscription_form
    ninja_form nggallery wpdiscuz_comments gravityform events upcomingevents portfolio testimonials latex
    tweetmeme newsletter
"""
BARE = frozenset(BARE_NAMES.split())
BUTTONS = ("button", "su_button", "et_pb_button", "fusion_button")
FLOWING = QUOTES | INLINE | NOTES | frozenset(BUTTONS)
