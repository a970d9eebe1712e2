"""Columns that an export says in WordPress's own words, or that follow from others. Pure.

Every other column, also one that is added later, goes out and comes in under its own name (rowvalues).
"""

IMPORTED = {"import_ref", "legacy_id", "import_data"}
POST = IMPORTED | set(
    "kind title slug standfirst body body_html body_text excerpt minutes direction path status visibility"
    " password publish_at modified_at sticky replies_open position permalink_date seo_title seo_description"
    " canonical_url".split()
)
IMAGE = IMPORTED | set("file title alt caption width height mime_type source_key renditions_at".split())
ATTACHMENT = IMPORTED | set("file title description kind bytes mime_type page_slug".split())
TERM = IMPORTED | set("name slug description path".split())
AUTHOR = IMPORTED | {"name", "email"}
REPLY = IMPORTED | set(
    "object_pk user_name user_email user_url comment submit_date ip_address is_public is_removed thread_id"
    " parent_id level order nested_count kind shown path depth root root_at root_recommended submitted_at"
    " writer_name writer_url writer_key body_html status reports_open".split()
)
MEDIA_LINK = set("place words provider kind".split())
THREAD = set("approved_count waiting_count last_reply_at".split())
# Of what an import keeps of its source: what it says of that import itself.
OF_THE_IMPORT = {"seen", "made", "wanted", "profile", "held_as", "recommended"}
