"""Those who are kept out of the debate."""

from ipaddress import ip_network
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import User
from blog.network import parse
from comments.screening.spam.texts import comparable
from comments.screening.watchwords import watched


class BanQuerySet(models.QuerySet["Ban"]):
    """Every question about many bans."""

    def in_force(self) -> Self:
        """For good, or for a time that is not over."""
        return self.filter(models.Q(until=None) | models.Q(until__gt=timezone.now()))

    def keep_out(self, kind: str, value: str, **fields: Any) -> "Ban":
        """Ban it, or change the ban that there is. `fields` are `until`, `by` and `note`.

        Raises ValidationError for a value that could never fit.
        """
        said = in_one_spelling(kind, value)
        return self.update_or_create(kind=kind, value=said, defaults={"until": None, **fields})[0]


class Ban(models.Model):
    """Somebody or something that may not reply, for a time or for good."""

    class Kind(models.TextChoices):
        ADDRESS = "address", _("e-mail address, or @ and a whole domain")
        NAME = "name", _("name")
        NETWORK = "network", _("network, such as 192.0.2.0/24")
        WORD = "word", _("word")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    value = models.CharField(_("what"), max_length=254)
    note = models.TextField(_("note"), blank=True, help_text=_("For moderators alone."))
    made_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    until = models.DateTimeField(_("until"), null=True, blank=True, help_text=_("Empty: for good."))
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)

    objects = BanQuerySet.as_manager()

    class Meta:
        verbose_name = _("ban")
        verbose_name_plural = _("bans")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="banned_once")]

    def __str__(self) -> str:
        return self.value

    def clean(self) -> None:
        """Bring the value into the spelling in which it is compared; say what is wrong with it."""
        self.value = in_one_spelling(self.kind, self.value)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError for a value that could never fit."""
        self.clean()
        super().save(*args, **kwargs)

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until <= timezone.now()

    def fits(self, *, email: str = "", name: str = "", address: str = "", text: str = "") -> bool:
        """Whether it is meant for a reply under this e-mail and name, from this network address."""
        match self.kind:
            case self.Kind.ADDRESS:
                return self.value in spellings(email)
            case self.Kind.NAME:
                return bool(name) and self.value == folded_name(name)
            case self.Kind.NETWORK:
                client = parse(address)
                return client is not None and client in ip_network(self.value, strict=False)
            case _:
                return bool(watched([self.value], f"{name}\n{text}"))


def in_one_spelling(kind: str, value: str) -> str:
    """`value` as it is stored. Raises ValidationError in words for people."""
    value = value.strip()
    if kind == Ban.Kind.NAME:
        return checked(folded_name(value), _("Please give a name."))
    if kind == Ban.Kind.WORD:
        return checked(value if value.strip("* ") else "", _("Please give a word, not asterisks alone."))
    if kind == Ban.Kind.NETWORK:
        return network(value)
    value = value.lower()
    is_address = value.count("@") == 1 and "." in value.partition("@")[2] and " " not in value
    return checked(
        plain_address(value) if is_address else "",
        _("Please give an e-mail address, or @ and a domain, such as @example.org."),
    )


def checked(value: str, problem: Any) -> str:
    if not value:
        raise ValidationError({"value": problem})
    return value


def network(value: str) -> str:
    """Raises ValidationError for what is none, and for so large a part of the internet that it is a slip."""
    try:
        found = ip_network(value, strict=False)
    except ValueError as error:
        problem = _("This is no network: it should look like 192.0.2.0/24, 2001:db8::/32 or 192.0.2.1.")
        raise ValidationError({"value": problem}) from error
    if found.prefixlen < (8 if found.version == 4 else 16):
        raise ValidationError({"value": _("This network is too large: it would keep out whole countries.")})
    return str(found)


def folded_name(name: str) -> str:
    return " ".join(comparable(name).split())[:254]


def plain_address(email: str) -> str:
    """The mailbox that really receives it: without `+anything`, and without the dots that Gmail ignores."""
    mailbox, _at, domain = email.strip().lower().rpartition("@")
    mailbox = mailbox.partition("+")[0] or mailbox
    if domain in {"gmail.com", "googlemail.com"}:
        mailbox = mailbox.replace(".", "")
    return f"{mailbox}@{domain}"


def spellings(email: str) -> list[str]:
    """Under which bans may name an address: its mailbox, its domain and the domains above."""
    if "@" not in email:
        return []
    labels = email.strip().lower().rpartition("@")[2].split(".")
    domains = [".".join(labels[start:]) for start in range(len(labels) - 1)]
    return [plain_address(email), *(f"@{domain}" for domain in domains[:10])]
