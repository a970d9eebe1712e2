"""What an import made of a file, under the names that WordPress's own importer was counted by."""

from collections import Counter
from typing import Any

from blog.models import Author, Category, Post, Tag
from comments.models import Reply

STATES = {"approved": "1", "pending": "0"}
STATUSES = {"review": "pending", "scheduled": "future", "published": "publish"}


def here() -> dict[str, int]:
    """Counts of all that is in the database."""
    found: Counter[str] = Counter()
    columns = ("kind", "status", "visibility", "import_data")
    for kind, status, visibility, data in Post.everything.values_list(*columns):
        state = "private" if visibility == "private" else STATUSES.get(status, status)
        found[f"{data.get('type') or kind}/{state}"] += 1
    for reply in Reply.objects.all():
        if not reply.import_data.get("missing"):
            kind = "comment" if reply.kind == "reply" else reply.kind
            found[f"{STATES.get(reply.status, reply.status)}/{kind}"] += 1
            found["answers"] += not reply.is_root
    found["categories"] = Category.objects.count()
    found["categories below others"] = Category.objects.exclude(parent=None).count()
    found["tags"] = Tag.objects.count()
    found["authors"] = Author.objects.count()
    found["with a password"] = Post.everything.exclude(password="").count()
    found["sticky"] = Post.everything.filter(sticky=True).count()
    return {name: number for name, number in found.items() if number}


def there(answer: dict[str, Any]) -> dict[str, int]:
    """What WordPress made of the file; without its own first user and first category."""
    terms = answer["terms"]
    found = {**answer.get("posts", {}), **answer.get("comments", {})}
    found |= {
        "answers": answer["comment_replies"],
        "categories": terms.get("category", [1])[0],
        "categories below others": terms.get("category", [0, 0])[1],
        "tags": terms.get("post_tag", [0])[0],
        "authors": answer["users"] - 1,
        "with a password": answer["password_posts"],
        "sticky": answer["sticky"],
    }
    return {name: number for name, number in found.items() if number}
