"""Where a county's own embedding model listens: one address, one model, perhaps a key.

The customary form of an embeddings endpoint (``POST {address}/embeddings`` with ``model`` and
``input``, as Ollama, vLLM, Xinference and Text Embeddings Inference have it).
"""

from __future__ import annotations

import string
from dataclasses import dataclass
from urllib.parse import urlsplit

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

URL, MODEL, KEY, LETTERS = (
    "JIGAI_EMBEDDING_URL",
    "JIGAI_EMBEDDING_MODEL",
    "keys/embedding.key",
    "JIGAI_EMBEDDING_LETTERS",
)
PATH = "/embeddings"
DEFAULT_LETTERS, FEWEST_LETTERS, LONGEST_MODEL = 2000, 50, 200
IN_A_KEY = frozenset(string.ascii_letters + string.digits + string.punctuation)


class EmbeddingSettingWrong(Refusal):
    """Never quotes what was given: a key may stand in it."""

    code = "match.embedding_setting_wrong"
    message = Sentence(
        "向量模型的设置 {setting}：{fault}。", "Embedding model, {setting}: {fault}."
    )
    remedy = Sentence(
        "例如 JIGAI_EMBEDDING_URL=http://127.0.0.1:11434/v1 和 JIGAI_EMBEDDING_MODEL=bge-m3；"
        "都不设就不用向量模型。",
        "Such as JIGAI_EMBEDDING_URL=http://127.0.0.1:11434/v1 and JIGAI_EMBEDDING_MODEL=bge-m3; "
        "set neither to do without a model.",
    )


@dataclass(frozen=True, slots=True, repr=False)
class Endpoint:
    """Never printed as a whole: it may hold a key.

    Attributes:
        url: without ``/embeddings`` and without a slash at its end.
        query_prefix: words that the model wants before a question.
        text_prefix: the same before a text that is to be found.
        most_letters: a longer text is cut; models read no more than so much.
    """

    url: str
    model: str
    key: str = ""
    query_prefix: str = ""
    text_prefix: str = ""
    most_letters: int = DEFAULT_LETTERS

    def query(self, text: str) -> str:
        """A question as it is sent."""
        return (self.query_prefix + text.strip())[: self.most_letters]

    def text(self, text: str) -> str:
        """A text that is offered as it is sent."""
        return (self.text_prefix + text.strip())[: self.most_letters]


def read_endpoint(
    url: str,
    model: str,
    *,
    key: str = "",
    query_prefix: str = "",
    text_prefix: str = "",
    letters: str = "",
) -> Endpoint | None:
    """The endpoint of some settings; without address and model there is none.

    Raises:
        EmbeddingSettingWrong: names the setting, never its value.
    """
    url, model = url.strip(), model.strip()
    if not url and not model:
        return None
    if not url or not model:
        missing = MODEL if url else URL
        raise _wrong(missing, Sentence("没有填，地址和模型名要一起填", "missing: both are needed"))
    if len(model) > LONGEST_MODEL or not model.isprintable():
        raise _wrong(MODEL, Sentence("不是模型名", "no name of a model"))
    if not IN_A_KEY.issuperset(key):
        raise _wrong(
            KEY, Sentence("密钥里有空格或非 ASCII 字符", "the key holds blanks or non-ASCII")
        )
    return Endpoint(_address(url), model, key, query_prefix, text_prefix, _letters(letters))


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
        is_sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_sound = False
    if not is_sound or not IN_A_KEY.issuperset(url):
        raise _wrong(URL, Sentence("要写成 http://主机:端口/v1", "http://host:port/v1 is expected"))
    if "@" in parts.netloc or parts.query or parts.fragment:
        said = Sentence("不带口令、“?”和“#”；密钥放在数据目录的 keys/embedding.key",
                        "no password, “?” or “#”; a key goes to keys/embedding.key")  # fmt: skip
        raise _wrong(URL, said)
    return url.rstrip("/").removesuffix(PATH).rstrip("/")


def _letters(given: str) -> int:
    if not given:
        return DEFAULT_LETTERS
    if not (given.isascii() and given.isdigit()) or int(given[:9]) < FEWEST_LETTERS:
        said = Sentence(
            f"要写不小于{FEWEST_LETTERS}的整数", f"a whole number from {FEWEST_LETTERS} on"
        )
        raise _wrong(LETTERS, said)
    return int(given[:9])


def _wrong(setting: str, fault: Sentence) -> EmbeddingSettingWrong:
    return EmbeddingSettingWrong(setting=setting, fault=fault)
