"""What each shortcode becomes in our own HTML; None where it is not known or says nothing we can use."""

import re
from collections.abc import Callable
from html import escape

from . import providers
from .chosen import chosen, numbers
from .library import kind_of
from .markup import PLACES, clean_address, figure, first_address, gallery, mark_of, media_link
from .setting import Setting
from .shortcode_names import (
    BARE,
    BOXES,
    BUILDERS,
    BUTTONS,
    CODES,
    COLORED,
    FILE_ATTRIBUTES,
    FLOWING,
    FORMS,
    INLINE,
    LANGUAGES,
    NOTES,
    QUOTES,
)
from .shortcodes import Shortcode

PICTURE = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.DOTALL | re.IGNORECASE)
OPTIONS = re.compile(r"\|\s*(\w+)\s*=\s*([^|]*)")
SEVERAL = re.compile(r",\s*(?=https?://|/)")


def is_known(name: str) -> bool:
    """Whether a site of this kind would know the shortcode."""
    return name in RULES or name in BARE or stands_apart(name) or bool(BOXES.fullmatch(name))


def stands_apart(name: str) -> bool:
    """Whether each end of the shortcode is replaced for itself."""
    return bool(BUILDERS.fullmatch(name))


def convert(shortcode: Shortcode, setting: Setting) -> str | None:
    """Our HTML for the shortcode, None to keep it as it stands."""
    name = shortcode.name
    if stands_apart(name) or (shortcode.content is not None and BOXES.fullmatch(name)):
        return box(shortcode, setting)
    rule = RULES.get(name) or (code if COLORED.fullmatch(name) and shortcode.content else None)
    made = rule(shortcode, setting) if rule else providers.unknown_player(shortcode)
    if made is not None and not rule:
        setting.notes.add("changed", f"shortcode {told(shortcode)} became a link to what it plays")
    is_form = bool(FORMS.fullmatch(name))
    if made is None and ((rule and name not in ADDRESSED) or is_form or looks_meant(shortcode)):
        setting.notes.add("kept", f"shortcode {told(shortcode)}")
    is_nothing = made is None and (rule in FROM_LIBRARY or is_form)
    return mark_of(shortcode.raw) if is_nothing else made


def told(shortcode: Shortcode) -> str:
    """As the account names it: its beginning, in a line."""
    return " ".join(shortcode.raw[:200].split())


def looks_meant(shortcode: Shortcode) -> bool:
    """Whether it is a shortcode at all: “[sic]”, “[Editor's note: …]” and “[see <a href=…>]” are words."""
    says = bool(shortcode.attributes) or (bool(shortcode.values) and shortcode.name in RULES)
    named = shortcode.content is not None or (says and "<a " not in shortcode.raw.partition("]")[0])
    return named or "_" in shortcode.name or shortcode.name in BARE


def box(shortcode: Shortcode, setting: Setting) -> str:
    if shortcode.is_closing:
        return "\n\n"
    setting.notes.add("changed", f"the box [{shortcode.name}] was opened: what it held stands in the text")
    title = shortcode.get("title", "heading")
    above = f"\n\n<p><strong>{escape(title)}</strong></p>\n\n" if title else "\n\n"
    return above if shortcode.content is None else f"{above}{shortcode.content}\n\n"


def flows(shortcode: Shortcode) -> bool:
    """Whether what it becomes is a text to be read like the rest: with its own paragraphs and shortcodes."""
    name = shortcode.name
    return name in FLOWING or stands_apart(name) or bool(BOXES.fullmatch(name))


def caption(shortcode: Shortcode, setting: Setting) -> str | None:
    content = shortcode.content
    if content is None:
        return None
    match = PICTURE.match(content)
    picture, said = match.groups() if match else (content, "")
    if picture.lstrip().lower().startswith("<a") and "</a>" not in picture.lower():
        picture, _, said = f"{picture}{said}".partition("</a>") if "</a>" in said else (picture, "", said)
        picture += "</a>"
    number = re.search(r"\d{1,18}", shortcode.get("id", "attachment_id"))
    if number and "wp-image-" not in picture:
        picture = re.sub(r"<img\b", f'<img class="wp-image-{number.group()}"', picture, count=1)
    words = said.strip() or shortcode.get("caption")
    below = f"<figcaption>{words}</figcaption>" if words else ""
    return f"<figure{placed(shortcode)}>{picture}{below}</figure>"


def credited(shortcode: Shortcode, setting: Setting) -> str | None:
    """[media-credit]: a picture with whose it is."""
    if shortcode.content is None:
        return None
    name = shortcode.get("name")
    credit = f'<figcaption><span class="credit">{escape(name)}</span></figcaption>' if name else ""
    return f"<figure{placed(shortcode)}>{shortcode.content}{credit}</figure>"


def placed(shortcode: Shortcode) -> str:
    """The class of a picture's place, as an attribute."""
    place = shortcode.get("align")
    return f' class="{place}"' if place in PLACES else ""


def pictures(shortcode: Shortcode, setting: Setting) -> str | None:
    wanted = numbers(shortcode.get("ids", "include", "images", "gallery_ids"))
    return gallery(chosen(wanted, "image", shortcode, setting)) or None


def picture(shortcode: Shortcode, setting: Setting) -> str | None:
    """A page builder's picture, by its number or address."""
    wanted = numbers(shortcode.get("image", "image_id", "attachment"))
    found = setting.library.attachment(wanted[0]) if wanted else None
    address = first_address(" ".join((shortcode.get("src", "url", "image"), shortcode.content or "")))
    if found:
        return figure(found)
    alt = escape(shortcode.get("alt", "title_text", "title"))
    return f'<figure><img src="{escape(address)}" alt="{alt}"></figure>' if address else None


def playlist(shortcode: Shortcode, setting: Setting) -> str | None:
    wanted = numbers(shortcode.get("ids", "include"))
    tracks = chosen(wanted, shortcode.get("type") or "audio", shortcode, setting)
    return "".join(media_link(track.url, escape(track.title)) for track in tracks) or None


def embed(shortcode: Shortcode, setting: Setting) -> str | None:
    """[embed], and other players with an address, wherever it is written."""
    attributes = " ".join(shortcode.get(name) for name in FILE_ATTRIBUTES if shortcode.get(name))
    address = first_address(" ".join((attributes, *shortcode.values, shortcode.content or "")))
    return providers.link_to(address, shortcode) if address else None


def own_media(shortcode: Shortcode, setting: Setting) -> str | None:
    """[audio] and [video]; without an address they play the post's own file."""
    if shortcode.values and not shortcode.attributes.get("src"):
        return tracks(" ".join(shortcode.values), setting)
    named = next((shortcode.get(name) for name in FILE_ATTRIBUTES if shortcode.get(name)), "")
    if not first_address(named) and kind_of(named):
        return providers.link_to(named, shortcode)
    if made := embed(shortcode, setting):
        return made
    own = [file for file in setting.library.attached_to(setting.post) if file.kind == shortcode.name]
    return media_link(own[0].url, escape(own[0].title)) if own else None


def tracks(said: str, setting: Setting) -> str | None:
    """WordPress.com's `[audio http://one.mp3, http://two.mp3|titles=One,Two]`."""
    options = {name.lower(): value for name, value in OPTIONS.findall(said)}
    titles = [title.strip() for title in options.get("titles", "").split(",")]
    files = [clean_address(part) for part in SEVERAL.split(said.partition("|")[0].strip()) if part.strip()]
    good = [address for address in files if first_address(address) or kind_of(address)]
    padded = [*titles, *[""] * len(good)]
    return "".join(media_link(address, escape(padded[at])) for at, address in enumerate(good)) or None


def code(shortcode: Shortcode, setting: Setting) -> str | None:
    """[code], [sourcecode] and [php] of WordPress.com: shown as written."""
    if shortcode.content is None:
        return None
    text = shortcode.content.strip("\r\n")
    colored = COLORED.fullmatch(shortcode.name)
    named = shortcode.name if shortcode.name in LANGUAGES.split() else (colored and colored["language"]) or ""
    language = re.sub(r"[^\w+#-]", "", shortcode.get("language", "lang") or named)[:30].lower()
    marked = f' class="language-{language}"' if language else ""
    written = text if re.search(r"&(?:lt|gt|amp|quot|#\d+);", text) else escape(text, quote=False)
    if colored and "i" in colored["flags"] and "\n" not in written:
        return f"<code>{written}</code>"
    return f"<pre><code{marked}>{written}</code></pre>"


def quotation(shortcode: Shortcode, setting: Setting) -> str | None:
    if not (shortcode.content or "").strip():
        return None
    kind = ' class="pullquote"' if "pull" in shortcode.name else ""
    said_by = shortcode.get("author", "cite", "name", "source")
    cited = f"\n\n<cite>{escape(said_by)}</cite>" if said_by else ""
    return f"<blockquote{kind}>{shortcode.content}{cited}</blockquote>"


def footnote(shortcode: Shortcode, setting: Setting) -> str | None:
    """A note that stands in the text is moved below it."""
    if not (shortcode.content or "").strip():
        return None
    setting.footnotes.append(str(shortcode.content).strip())
    number = len(setting.footnotes)
    return f'<sup class="footnote-ref" id="fnref-{number}"><a href="#fn-{number}">{number}</a></sup>'


def inline(shortcode: Shortcode, setting: Setting) -> str | None:
    return shortcode.content


def button(shortcode: Shortcode, setting: Setting) -> str | None:
    address = shortcode.get("link", "url", "href", "button_url")
    words = (shortcode.content or "").strip() or escape(shortcode.get("text", "button_text", "title"))
    return f'<a href="{escape(address)}">{words}</a>' if address and words else None


def heading(shortcode: Shortcode, setting: Setting) -> str | None:
    words = shortcode.get("text", "title", "heading") or (shortcode.content or "").strip()
    return f"<h2>{escape(words) if '<' not in words else words}</h2>" if words else None


Rule = Callable[[Shortcode, Setting], str | None]
RULES: dict[str, Rule] = {
    **dict.fromkeys(("caption", "wp_caption"), caption),
    **dict.fromkeys(("media-credit", "media_credit"), credited),
    **dict.fromkeys(("gallery", "vc_gallery", "et_pb_gallery", "fusion_gallery", "slideshow"), pictures),
    **dict.fromkeys(("vc_single_image", "et_pb_image", "fusion_imageframe"), picture),
    "playlist": playlist,
    **dict.fromkeys(("embed", "vc_video", "et_pb_video", "et_pb_audio", "su_video", "su_audio"), embed),
    **dict.fromkeys(("audio", "video"), own_media),
    **dict.fromkeys(CODES, code),
    **dict.fromkeys(QUOTES, quotation),
    **dict.fromkeys(NOTES, footnote),
    **dict.fromkeys(INLINE, inline),
    **dict.fromkeys(BUTTONS, button),
    **dict.fromkeys(("vc_custom_heading", "fusion_title", "su_heading"), heading),
    **dict.fromkeys(providers.KINDS, lambda shortcode, setting: providers.provider(shortcode)),
    **dict.fromkeys(
        providers.ADDRESSED_NAMES.split(), lambda shortcode, setting: providers.addressed(shortcode)
    ),
    "googleapps": lambda shortcode, setting: providers.googleapps(shortcode),
}
ADDRESSED = frozenset({*providers.KINDS, *providers.ADDRESSED_NAMES.split()})  # nothing without an address
FROM_LIBRARY = (pictures, playlist, own_media)  # without a word they show the article's own files
