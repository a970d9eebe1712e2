"""What the demonstration's moderators have set: watch words, bans, whom they trust; and who follows what."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from blog.models import Post, User
from comments.models import Ban, DebateRules, Follow, Writer
from operations.demo import source
from operations.demo.guests import address_of


def write_rules(users: Mapping[str, User], now: datetime) -> None:
    """Before anything is judged."""
    told = source.debate_rules()
    rules = DebateRules.current()
    rules.watch_words = rules.watch_words or told["watch_words"]
    rules.save()
    for each in told["ban"]:
        since = now - timedelta(days=each["days_ago"])
        said = {"note": each["note"], "made_at": since, "until": since + timedelta(days=each["days"])}
        ban, value = users["moderator"], each["value"]
        Ban.objects.get_or_create(kind=each["kind"], value=value, defaults=said | {"by": ban})


def write_followers(articles: Mapping[str, Post]) -> None:
    """Once the writers are there."""
    told = source.debate_rules()
    trusted = [address_of(name) for name in told["trusted"]]
    Writer.objects.filter(email__in=trusted).update(trusted=True)
    for each in told["follower"]:
        writer = Writer.objects.of(address_of(each["name"]))
        Follow.objects.get_or_create(writer=writer, post=articles[each["article"]], reply=None)


def remove_rules() -> None:
    """Bans as they were written, and the rules as far as nobody has set others since."""
    told = source.debate_rules()
    for each in told["ban"]:
        same = {name: each[name] for name in ("kind", "value", "note")}
        Ban.objects.filter(**same, by__is_demonstration=True).delete()
    rules = DebateRules.objects.filter(pk=1).first()
    if rules and rules.watch_words == told["watch_words"]:
        rules.watch_words = ""
        rules.save()
        if is_new(rules):
            rules.delete()


def is_new(rules: DebateRules) -> bool:
    """Whether nothing is set but what a new site has."""
    names = [field.attname for field in DebateRules._meta.concrete_fields if not field.primary_key]
    return all(getattr(rules, name) == getattr(DebateRules(), name) for name in names)
