"""The limit of a Python server: an application that always gives the same answer.

CONSTANT_ANSWER names a JSON file `{status, headers, body}` (body in base64), as tests.bench.hits writes it.
"""

import base64
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_answer = json.loads(Path(os.environ["CONSTANT_ANSWER"]).read_text())
STATUS, HEADERS = _answer["status"], [tuple(each) for each in _answer["headers"]]
BODY = [base64.b64decode(_answer["body"])]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response(STATUS, HEADERS)
    return BODY
