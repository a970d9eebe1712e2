"""Files of the media library in an S3-compatible bucket. Readers still get them from this site's own address,
so that their browsers ask no other host and the policy of pages stays as strict."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urljoin

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError
from django.conf import settings
from django.core.files.storage import default_storage
from storages.backends.s3 import S3Storage

BLOCK = 256 * 1024
GONE = {"404", "NoSuchKey", "NotFound"}
# A bucket that is away must not hold a reader, or the whole server, for minutes.
PATIENCE = Config(
    connect_timeout=5, read_timeout=20, retries={"max_attempts": 2}, s3={"addressing_style": "path"}
)


class BucketStorage(S3Storage):
    """A bucket. Its names and its credentials come from the environment (AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY, or whatever else the SDK knows)."""

    def __init__(self, **options: Any) -> None:
        kept = {"file_overwrite": False, "default_acl": None, "client_config": PATIENCE}
        super().__init__(**kept | options)

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """Under this site's own MEDIA_URL."""
        return urljoin(str(settings.MEDIA_URL), quote(name))

    def facts(self, name: str) -> dict[str, Any] | None:
        """`size` in bytes, `modified` and `etag` of a file; None if there is none."""
        try:
            head = self.connection.meta.client.head_object(
                Bucket=self.bucket_name, Key=self._normalize_name(name)
            )
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in GONE:
                return None
            raise
        return {"size": head["ContentLength"], "modified": head["LastModified"], "etag": head["ETag"]}

    def part(self, name: str, start: int, stop: int) -> Iterator[bytes]:
        """Its bytes from `start` up to and without `stop`, as they arrive."""
        if start >= stop:
            return
        got = self.bucket.Object(self._normalize_name(name)).get(Range=f"bytes={start}-{stop - 1}")
        yield from got["Body"].iter_chunks(BLOCK)


def problem() -> str:
    """Why the bucket cannot be used, in one sentence; empty if it can, or if files are kept elsewhere."""
    if not hasattr(default_storage, "facts"):
        return ""
    storage: Any = default_storage
    name = storage.bucket_name
    try:
        storage.connection.meta.client.head_bucket(Bucket=name)
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in {*GONE, "NoSuchBucket"}:
            return f"There is no bucket “{name}”. Make it, or name another in MEDIA_STORAGE_URL."
        return f"The bucket “{name}” refuses these credentials ({code}): look at AWS_ACCESS_KEY_ID."
    except NoCredentialsError:
        keys = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        return f"There are no credentials for the bucket “{name}”: set {keys}."
    except BotoCoreError as error:
        return f"The storage of the bucket “{name}” does not answer: {error}"
    return ""
