"""What each item of an export becomes here, by what WordPress calls it. Pure."""

import mimetypes
import re
from enum import IntEnum

from blog.urlparts import split
from wordpress.content import library
from wordpress.reader import Item


class Stage(IntEnum):
    """The order in which items come in: what others speak of comes before them."""

    FILE = 0
    ARTICLE = 1
    PAGE = 2
    MENU = 3
    KEPT = 4


# What WordPress and its plug-ins keep for themselves: no reader ever had the address of one.
MACHINERY = frozenset(
    "revision custom_css customize_changeset oembed_cache user_request wp_block wp_template wp_template_part"
    " wp_global_styles wp_navigation wp_font_family wp_font_face acf-field acf-field-group acf-post-type"
    " acf-taxonomy elementor_library elementor_font elementor_icons elementor_snippet wpcf7_contact_form"
    " wpforms nf_sub flamingo_inbound flamingo_contact feedback jp_pay_order jp_pay_product jp_mem_plan"
    " jp_img_sitemap jp_sitemap jp_sitemap_master shop_order shop_order_refund shop_coupon shop_subscription"
    " product_variation scheduled-action safecss schema rm_content_editor mc4wp-form popup amp_validated_url"
    " bp-email coblocks_pattern fl-theme-layout et_pb_layout vc_grid_item tablepress_table wpcode spucpt"
    " edd_payment edd_log edd_discount give_payment wp_log postman_sent_mail mailpoet_page wpdiscuz_form"
    " um_form um_directory et_template et_theme_builder et_header_layout et_body_layout et_footer_layout"
    " elementor-hf astra-advanced-hook bricks_template ct_template cookielawinfo ml-slider ml-slide soliloquy"
    " wp-types-group forminator_forms metform-entry tribe_rsvp_attendees tec_tc_attendee tec_tc_order"
    " guest-author nav_menu_item ngg_album ngg_gallery ngg_pictures display_type mphb_room envira sitemap"
    " redirect_rule vfb_entry attachment".split()
)
# The same by how plug-ins name such things, and by an address that WordPress gives only to what has none.
MACHINES = re.compile(r"[_-](?:template|layout|form|log|payment|order|coupon|submission|field|popup)s?$")
NO_ADDRESS = re.compile(r"[?&](?:amp;)?post_type=[\w-]+&(?:amp;)?p=\d")
OUT = frozenset({"publish", "private"})  # else WordPress writes such an address for everything
KNOWN_STATES = frozenset({"publish", "private", "future", "pending", "draft", "auto-draft", "trash", ""})
OTHERS = {"nav_menu_item": "menu item", "wp_block": "reusable block"}


def stage_of(item: Item) -> Stage:
    if item.type in {"post", ""}:
        return Stage.ARTICLE
    if item.type == "attachment":
        return Stage.FILE
    if item.type == "nav_menu_item":
        return Stage.MENU
    return Stage.PAGE if item.type == "page" or stands_alone(item) else Stage.KEPT


def stands_alone(item: Item) -> bool:
    """Whether an item of a type that is unknown here (a plug-in's or a theme's) was a page to its readers."""
    return not why_kept(item)


def why_kept(item: Item) -> str:
    """Why an item of a type that is unknown here is no page; empty for one that is."""
    is_known = item.status in KNOWN_STATES or (item.type, item.status) == ("topic", "closed")  # bbPress
    has_words = item.title.strip() and (item.content.strip() or item.excerpt.strip() or item.comments)
    if not is_for_readers(item.type):
        return f"the type {item.type} has no place here"
    if item.status in OUT and NO_ADDRESS.search(item.link):
        return f"the type {item.type} had no pages of its own there"
    if not is_known:
        return f"the type {item.type} in the state “{item.status}” has no place here"
    return "" if has_words else f"the type {item.type} has no place here, and this one no text"


def is_for_readers(kind: str) -> bool:
    """Whether a type is none that WordPress or a plug-in keeps for itself."""
    return kind not in MACHINERY and not MACHINES.search(kind)


def kind_of(item: Item) -> str:
    """The item's kind in the ledger."""
    if item.type == "attachment":
        return "picture" if file_kind(item) == "image" else "file"
    if stage_of(item) is Stage.ARTICLE:
        return "post"
    return OTHERS.get(item.type, item.type)[:60]


def source_url(item: Item) -> str:
    """Where the file of an attachment is on the old site."""
    return item.attachment_url or item.guid


def file_kind(item: Item) -> str:
    """`image`, `audio`, `video`, `application` … by the ending of the file's name."""
    mime = mimetypes.guess_type(split(source_url(item)).path)[0] or ""
    return mime.partition("/")[0] or library.kind_of(source_url(item)) or "image"
