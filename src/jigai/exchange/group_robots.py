"""Hands a message to a group robot over HTTP; what it must look like is the domain's matter."""

from __future__ import annotations

import json
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from jigai.domain.reminders.robots import Address, Answer, read_answer, target

PATIENCE_S = 10
MOST_ANSWER_BYTES = 65_536


def post(address: Address, body: dict[str, Any], *, timestamp_ms: int) -> Answer:
    """Send one message; whatever happens on the way is an answer, never an exception.

    No redirect is followed. A connection that fails before the message has left may be tried
    again; one that breaks while the answer is awaited leaves it uncertain.
    """
    parts = urlsplit(address.url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.netloc, timeout=PATIENCE_S)
    content = json.dumps(body, ensure_ascii=False).encode()
    head = {"Content-Type": "application/json; charset=utf-8"}
    try:
        connection.connect()
    except (OSError, HTTPException) as fault:
        connection.close()
        return Answer(is_ok=False, said=type(fault).__name__)
    try:
        path = target(address, timestamp_ms=timestamp_ms)
        connection.request("POST", path, body=content, headers=head)
        response = connection.getresponse()
        return read_answer(
            address.messenger, status=response.status, content=response.read(MOST_ANSWER_BYTES)
        )
    except (OSError, HTTPException) as fault:
        return Answer(is_ok=False, is_uncertain=True, said=type(fault).__name__)
    finally:
        connection.close()
