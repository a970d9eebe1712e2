"""Writers who asked to hear of answers keep hearing; answers of which they were told are not told again, and
those of which they were not told yet are."""

from django.db import migrations

CHUNK = 1000


def writer_of(apps, database, reply):
    """The row of the address under which a reply was written; these asked before addresses were confirmed."""
    known = {"email": reply.user_email.strip()}
    Writer = apps.get_model("comments", "Writer").objects.using(database)
    return Writer.get_or_create(key=reply.writer_key, defaults=known)[0]


def carry_over(apps, schema_editor):
    database = schema_editor.connection.alias
    follow(apps, database)
    write_letters(apps, database)
    # Tasks that no longer exist; what they had to send are letters now.
    tasks = apps.get_model("django_tasks_database", "DBTaskResult").objects.using(database)
    former = ["comments.tasks.send_notice", "comments.tasks.send_late_notices"]
    tasks.filter(status="READY", task_path__in=former).delete()


def follow(apps, database):
    Reply = apps.get_model("comments", "Reply").objects.using(database)
    Follow = apps.get_model("comments", "Follow").objects.using(database)
    asked = Reply.filter(followup=True, status="approved", kind="reply").exclude(writer_key="")
    for reply in asked.iterator(CHUNK):
        since = {"made_at": reply.submitted_at}
        Follow.get_or_create(writer=writer_of(apps, database, reply), reply=reply, defaults=since)


def write_letters(apps, database):
    Notice = apps.get_model("comments", "Notice").objects.using(database)
    Letter = apps.get_model("comments", "Letter").objects.using(database)
    for notice in Notice.select_related("parent", "answer").exclude(parent__writer_key="").iterator(CHUNK):
        Letter.get_or_create(
            key=f"answer:{notice.answer_id}:{notice.parent.writer_key}",
            defaults={
                "kind": "answer",
                "writer": writer_of(apps, database, notice.parent),
                "reply_id": notice.answer_id,
                "post_id": notice.answer.post_id,
                "made_at": notice.made_at,
                "due_at": notice.made_at,
                "claimed_at": notice.claimed_at,
                "sent_at": notice.sent_at,
            },
        )


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0010_following"),
        ("django_tasks_database", "0001_initial"),
    ]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
