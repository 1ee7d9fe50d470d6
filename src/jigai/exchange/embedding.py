"""Asks a county's own embedding model for vectors, over the customary endpoint.

``POST {address}/embeddings`` with ``{"model": …, "input": [texts]}`` is answered by ``{"data":
[{"index": 0, "embedding": […]}, …]}`` (OpenAI's form; also Ollama, vLLM, Xinference, Text
Embeddings Inference). Nothing that a server says is quoted: it may repeat a key or a text.
"""

from __future__ import annotations

import json
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from socket import gaierror
from ssl import SSLError
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jigai.domain.matching.endpoint import LETTERS, PATH, Endpoint
from jigai.domain.matching.vectors import EmbeddingFault, unit_rows
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

CONNECT_S = 2.0
MOST_ANSWER_BYTES, PIECE = 64 * 1024 * 1024, 65_536
OK = 200
WHYS = {
    401: Sentence("密钥不对或缺密钥", "the key is wrong or missing"),
    403: Sentence("密钥不对或缺密钥", "the key is wrong or missing"),
    404: Sentence("没有这个模型，或地址的路径不对", "no such model, or the path is another"),
    400: Sentence(f"请求不合要求，可能文本太长（减小 {LETTERS}）",
                  f"the request is not taken; a text may be too long (lower {LETTERS})"),
    413: Sentence(f"文本太长（减小 {LETTERS}）", f"a text is too long (lower {LETTERS})"),
    422: Sentence(f"请求不合要求，可能文本太长（减小 {LETTERS}）",
                  f"the request is not taken; a text may be too long (lower {LETTERS})"),
    429: Sentence("服务太忙", "the service is busy"),
}  # fmt: skip
OTHER = Sentence("服务出错", "the service fails")
BREAKS: tuple[tuple[type[Exception], Sentence], ...] = (
    (TimeoutError, Sentence("等候超时", "it took too long")),
    (ConnectionRefusedError, Sentence("连接被拒绝，服务可能没有运行",
                                      "refused: the service may not be running")),
    (gaierror, Sentence("找不到这个主机", "there is no such host")),
    (SSLError, Sentence("https 证书不被信任", "its certificate for https is not trusted")),
    (Exception, Sentence("连接中断", "the connection broke")),
)  # fmt: skip


class EmbeddingUnreachable(EmbeddingFault):
    code = "match.embedding_unreachable"
    message = Sentence(
        "向量模型“{model}”没有应答（{fault}）。",
        "The embedding model “{model}” does not answer ({fault}).",
    )
    remedy = Sentence(
        "请核对服务是否在运行、地址是否正确。", "Is the service running, and is its address right?"
    )


class EmbeddingRefused(EmbeddingFault):
    code = "match.embedding_refused"
    message = Sentence(
        "向量模型“{model}”的服务答以 {status}：{why}。",
        "The service of the embedding model “{model}” answers {status}: {why}.",
    )


class EmbeddingUnreadable(EmbeddingFault):
    code = "match.embedding_unreadable"
    message = Sentence(
        "向量模型“{model}”的应答读不懂：{fault}。",
        "The answer of the embedding model “{model}” cannot be read: {fault}.",
    )


class EmbeddingIndexWrong(EmbeddingFault):
    code = "match.embedding_index"
    message = Sentence(
        "向量模型“{model}”没有逐条编号作答：应是0到{last}各一个。",
        "The embedding model “{model}” does not number its answers 0 to {last}, each once.",
    )


def embed(
    endpoint: Endpoint, texts: Sequence[str], *, patience_s: float, dimension: int | None = None
) -> NDArray[np.float32]:
    """The vectors of some texts in one request, each of length 1, in their order.

    Args:
        patience_s: after so many seconds it counts as not answered.
        dimension: that the vectors must have.

    Raises:
        EmbeddingFault: of whatever kind; neither address, key nor text stands in it.
    """
    status, content = _post(endpoint, texts, monotonic() + patience_s)
    if status != OK:
        raise EmbeddingRefused(model=endpoint.model, status=status, why=WHYS.get(status, OTHER))
    rows = _rows(endpoint, content, len(texts))
    what = Sentence(f"模型“{endpoint.model}”的应答", f"the answer of model “{endpoint.model}”")
    return unit_rows(rows, what=what, count=len(texts), dimension=dimension)


def _post(endpoint: Endpoint, texts: Sequence[str], deadline: float) -> tuple[int, bytes]:
    """Status and body; no redirect is followed."""
    parts = urlsplit(endpoint.url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.netloc, timeout=min(CONNECT_S, _left(deadline)))
    body = json.dumps({"model": endpoint.model, "input": list(texts)}).encode()
    head = {"Content-Type": "application/json", "Accept": "application/json"}
    if endpoint.key:
        head["Authorization"] = f"Bearer {endpoint.key}"
    try:
        connection.connect()
        connection.sock.settimeout(_left(deadline))
        connection.request("POST", parts.path + PATH, body=body, headers=head)
        response = connection.getresponse()
        return response.status, _read(endpoint, response, deadline)
    except (OSError, HTTPException, ValueError) as fault:
        said = next(said for kind_of, said in BREAKS if isinstance(fault, kind_of))
        raise EmbeddingUnreachable(model=endpoint.model, fault=said) from None
    finally:
        connection.close()


def _read(endpoint: Endpoint, response: HTTPResponse, deadline: float) -> bytes:
    pieces, size = [], 0
    while piece := response.read1(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_ANSWER_BYTES:
            said = Sentence("太长", "it is too long")
            raise EmbeddingUnreadable(model=endpoint.model, fault=said)
        if monotonic() > deadline:
            raise TimeoutError
    return b"".join(pieces)


def _rows(endpoint: Endpoint, content: bytes, count: int) -> list[Any]:
    """The vectors in the order of their indices, as they were given."""
    try:
        data = json.loads(content)["data"]
        pairs = [(one["index"], one["embedding"]) for one in data]
    except (ValueError, TypeError, KeyError, RecursionError):
        fault = Sentence(
            "不是 data、index、embedding 的形式", "not of the form data, index, embedding"
        )
        raise EmbeddingUnreadable(model=endpoint.model, fault=fault) from None
    if len(pairs) == count and (
        not all(type(place) is int for place, _ in pairs)
        or {place for place, _ in pairs} != set(range(count))
    ):
        raise EmbeddingIndexWrong(model=endpoint.model, last=count - 1)
    return [row for _, row in (pairs if len(pairs) != count else sorted(pairs, key=_place))]


def _place(pair: tuple[int, Any]) -> int:
    return pair[0]


def _left(deadline: float) -> float:
    """Seconds until a moment, never none at all."""
    return max(deadline - monotonic(), 0.05)
