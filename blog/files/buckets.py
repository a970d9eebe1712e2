"""Files of the media library in an S3-compatible bucket. Readers still get them from this site's own address,
so that their browsers ask no other host and the policy of pages stays as strict."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any
from urllib.parse import quote, urljoin

from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,
    HTTPClientError,
    NoCredentialsError,
)
from django.conf import settings
from django.core.files.storage import default_storage
from storages.backends.s3 import S3Storage

from blog.files.outage import Breaker, StorageAway, sentence

BLOCK = 256 * 1024
GONE = {"404", "NoSuchKey", "NotFound"}
# A bucket that is away must not hold a reader, or the whole server, for minutes. Who reads waits less than
# who sends, since many read at once.
PATH_STYLE = {"addressing_style": "path"}
SENDING = Config(connect_timeout=5, read_timeout=20, retries={"total_max_attempts": 2}, s3=PATH_STYLE)
READING = Config(connect_timeout=3, read_timeout=5, retries={"total_max_attempts": 1}, s3=PATH_STYLE)
logger = logging.getLogger(__name__)
breaker = Breaker()


@contextmanager
def asking() -> Iterator[None]:
    """Inside, the bucket is asked. StorageAway if it does not answer, or refuses us; what it says of a file
    that is not there goes through."""
    breaker.require()
    try:
        yield
    except (ConnectionError, HTTPClientError) as error:
        breaker.failed()
        logger.error("The bucket does not answer: %s", error)
        raise StorageAway(sentence()) from error
    except ClientError as error:
        breaker.worked()
        if code_of(error) in GONE:
            raise
        logger.error("The bucket refuses: %s", error)
        raise StorageAway(sentence()) from error
    except BotoCoreError as error:
        logger.error("The bucket cannot be asked: %s", error)
        raise StorageAway(sentence()) from error
    breaker.worked()


def code_of(error: ClientError) -> str:
    """`NoSuchKey`, `AccessDenied`, `503` …"""
    return str(error.response.get("Error", {}).get("Code", ""))


class BucketStorage(S3Storage):
    """A bucket. Its names and its credentials come from the environment (AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY, or whatever else the SDK knows). All that asks it raises StorageAway."""

    def __init__(self, **options: Any) -> None:
        kept = {"file_overwrite": False, "default_acl": None, "client_config": SENDING}
        super().__init__(**kept | options)

    def _open(self, name: str, mode: str = "rb") -> Any:
        with asking():
            return super()._open(name, mode)

    def _save(self, name: str, content: Any) -> str:
        with asking():
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        with asking():
            super().delete(name)

    def exists(self, name: str) -> bool:
        return self.facts(name) is not None

    def size(self, name: str) -> int:
        with asking():
            return int(super().size(name))

    def get_modified_time(self, name: str) -> Any:
        with asking():
            return super().get_modified_time(name)

    @cached_property
    def reader(self) -> Any:
        """A client that does not wait long; it may be shared by threads."""
        options = {"region_name": self.region_name, "endpoint_url": self.endpoint_url, "verify": self.verify}
        return self._create_session().client("s3", use_ssl=self.use_ssl, config=READING, **options)

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """Under this site's own MEDIA_URL."""
        return urljoin(str(settings.MEDIA_URL), quote(name))

    def facts(self, name: str) -> dict[str, Any] | None:
        """`size` in bytes, `modified` and `etag` of a file; None if there is none."""
        try:
            with asking():
                head = self.reader.head_object(Bucket=self.bucket_name, Key=self._normalize_name(name))
        except ClientError:
            return None
        return {"size": head["ContentLength"], "modified": head["LastModified"], "etag": head["ETag"]}

    def part(self, name: str, start: int, stop: int) -> Iterator[bytes]:
        """Its bytes from `start` up to and without `stop`, as they arrive; asked for at once."""
        if start >= stop:
            return iter(())
        wanted = {"Bucket": self.bucket_name, "Key": self._normalize_name(name)}
        try:
            with asking():
                got = self.reader.get_object(**wanted, Range=f"bytes={start}-{stop - 1}")
        except ClientError as error:
            raise FileNotFoundError(name) from error
        chunks: Iterator[bytes] = got["Body"].iter_chunks(BLOCK)
        return chunks


def problem() -> str:
    """Why the bucket cannot be used, in one sentence; empty if it can, or if files are kept elsewhere."""
    if not hasattr(default_storage, "facts"):
        return ""
    storage: Any = default_storage
    name = storage.bucket_name
    try:
        storage.connection.meta.client.head_bucket(Bucket=name)
    except ClientError as error:
        code = code_of(error)
        if code in {*GONE, "NoSuchBucket"}:
            return f"There is no bucket “{name}”. Make it, or name another in MEDIA_STORAGE_URL."
        return f"The bucket “{name}” refuses these credentials ({code}): look at AWS_ACCESS_KEY_ID."
    except NoCredentialsError:
        keys = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        return f"There are no credentials for the bucket “{name}”: set {keys}."
    except BotoCoreError as error:
        return f"The storage of the bucket “{name}” does not answer: {error}"
    return ""
