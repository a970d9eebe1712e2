"""The way out of mails: signed addresses, good for as long as a mail is kept, that need no login.

One kind leads to the page of all that an address follows; the other ends what one mail was about."""

from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from blog.models import Author, PostAuthor, User
from comments import permissions
from comments.mail import following
from comments.models import Cadence, FollowQuerySet, Letter, Reply, StaffMail, Writer, writer_key

MANAGE, STOP = "comments.mail.following", "comments.stop"
FORMER = "comments.unfollow"  # a reply's number, in mails of the first months


@dataclass(frozen=True)
class Person:
    """Whose mail it is: an active login, or a writer."""

    writer: Writer | None = None
    user: User | None = None

    @property
    def name(self) -> str:
        """As in a signed address: `u5` or `w12`."""
        return f"u{self.user.pk}" if self.user else f"w{self.writer.pk if self.writer else 0}"

    @property
    def address(self) -> str:
        whom = self.user or self.writer
        return whom.email if whom else ""

    def follows(self) -> FollowQuerySet:
        """What the address follows, with names."""
        return following.of(self.writer, self.address)


@dataclass(frozen=True)
class Wish:
    """What a signed address ends for whom: mail because of one reply, digests, or word of the queue."""

    person: Person
    about: str  # a Letter.Kind
    reply: Reply | None = None
    is_branch: bool = False  # what hangs below `reply`, rather than what covers it


def sign(value: str, salt: str) -> str:
    return Signer(salt=salt, sep=".").sign(value)


def unsign(token: str, salt: str) -> str:
    """What was signed; empty for what was not."""
    try:
        return Signer(salt=salt, sep=".").unsign(token)
    except BadSignature:
        return ""


def page_of(person: Person) -> str:
    """The page of all that the person follows."""
    return settings.SITE_URL + reverse("comments:following", args=[sign(person.name, MANAGE)])


def stop_address(letter: Letter) -> str:
    """Where one press ends what `letter` is about."""
    number = letter.reply_id or 0
    value = f"{person_of(letter).name}-{letter.kind}-{number}"
    return settings.SITE_URL + reverse("comments:unfollow", args=[sign(value, STOP)])


def person_of(letter: Letter) -> Person:
    return Person(user=letter.user) if letter.user else Person(writer=letter.writer)


def person(token: str) -> Person | None:
    """Whose page a signed address leads to; None for a wrong one, or if the person is here no longer."""
    return named(unsign(token, MANAGE))


def named(name: str) -> Person | None:
    if name.startswith("u"):
        user = User.objects.filter(pk=name[1:], is_active=True).first()
        return of_user(user) if user else None
    writer = Writer.objects.filter(pk=name[1:]).first() if name else None
    return Person(writer=writer) if writer else None


def of_user(user: User) -> Person:
    """With what the address of the login follows as a reader."""
    return Person(Writer.objects.filter(key=writer_key(user.email)).exclude(key="").first(), user)


def wish(token: str) -> Wish | None:
    """What a signed address asks for; None for a wrong one."""
    if value := unsign(token, STOP):
        name, about, number = value.split("-")
        who = named(name)
        reply = Reply.objects.select_related("post").filter(pk=number).first()
        return Wish(who, about, reply) if who else None
    number = unsign(token, FORMER)
    reply = Reply.objects.select_related("post").filter(pk=number).first() if number else None
    if reply is None:
        return None
    writer = Writer.objects.filter(key=reply.writer_key).exclude(key="").first()
    return Wish(Person(writer=writer), Letter.Kind.ANSWER, reply, is_branch=True)


def meant(wish: Wish) -> FollowQuerySet:
    """The follows that `wish` ends."""
    follows = wish.person.follows()
    if wish.about == Letter.Kind.DIGEST:
        return follows.filter(cadence=Cadence.DAILY)
    if wish.about != Letter.Kind.ANSWER or wish.reply is None:
        return follows.none()
    if wish.is_branch:
        return follows.filter(reply=wish.reply)
    return follows.covering(wish.reply, following.above(wish.reply))


def is_author(wish: Wish) -> bool:
    """Whether the mail came because the article is the person's own."""
    if wish.person.user is None or wish.about == Letter.Kind.QUEUE:
        return False
    if wish.about == Letter.Kind.DIGEST:
        return True
    bylines = PostAuthor.objects.filter(author__user=wish.person.user)
    return wish.reply is not None and bylines.filter(post=wish.reply.post_id).exists()


def fulfil(wish: Wish) -> None:
    """No more mail for these reasons. Again does nothing."""
    following.stop(meant(wish))
    if wish.is_branch and wish.reply:
        following.stop_own(wish.reply)
    if is_author(wish):
        set_staff_mail(wish.person, articles=Cadence.NEVER)
    if wish.about == Letter.Kind.QUEUE:
        set_staff_mail(wish.person, queue=False)


def staff_mail(person: Person) -> dict[str, str | bool]:
    """What somebody of the publication wants: `articles` if they have a byline, `queue` if they moderate.

    Empty for everybody else.
    """
    user = person.user
    if user is None:
        return {}
    kept = StaffMail.objects.filter(user=user).first() or StaffMail(user=user)
    wishes: dict[str, str | bool] = {}
    if Author.objects.filter(user=user).exists():
        wishes["articles"] = kept.articles
    if permissions.may_moderate(user):
        wishes["queue"] = kept.queue
    return wishes


def stop_everything(person: Person) -> None:
    """No mail about replies, for whatever reason."""
    following.stop(person.follows())
    if person.writer:
        following.stop_all(person.writer)
    set_staff_mail(person, articles=Cadence.NEVER, queue=False)


def set_staff_mail(person: Person, **wishes: str | bool) -> None:
    """Keep what somebody of the publication wants."""
    if person.user:
        StaffMail.objects.update_or_create(user=person.user, defaults=wishes)
