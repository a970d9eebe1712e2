"""What is done later: ids in, one verb called."""

from django_tasks import task

from comments.writers import expiring


@task()
def purge_unconfirmed() -> int:
    """Remove what nobody has confirmed in time; how many replies."""
    return expiring.purge()
