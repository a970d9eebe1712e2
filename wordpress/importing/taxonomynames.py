"""Taxonomies besides categories and tags: which of them readers knew. Pure."""

import re

# What has a place of its own here, and what WordPress and its plug-ins keep for themselves on articles.
INNER = frozenset(
    "category post_tag author nav_menu link_category post_format language term_language post_translations"
    " term_translations translation_priority wp_theme wp_template_part_area wp_pattern_category product_type"
    " product_visibility product_shipping_class yst_prominent_words following_users post_status ef_usergroup"
    " ef_editorial_meta pp_editorial_meta pp_usergroup media_category wpmf-category amp_validation_error"
    " action-group avhec_catgroup coauthor crp_taxonomies knawatfibu_url jetpack_migration_data".split()
)
# The same by how they name such things.
INNER_NAMES = re.compile(
    r"[_.].*|(?:wp|elementor|et|fl|fusion|vc|bricks)[_-].*(?:type|template|layout|category)"
)


def is_known_to_readers(taxonomy: str) -> bool:
    """Whether readers saw lists by its terms, so that these may come in as tags."""
    return bool(taxonomy) and taxonomy not in INNER and not INNER_NAMES.fullmatch(taxonomy)
