import base64
import hashlib
import hmac

import pytest

from jigai.domain.reminders.robots import (
    Address,
    Messenger,
    RobotAddressWrong,
    SignatureMissing,
    checked_address,
    message_body,
    read_answer,
    signature,
    target,
)

WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6"
DINGTALK = "https://oapi.dingtalk.com/robot/send?access_token=1d2e"


@pytest.mark.parametrize(
    "url",
    [
        "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1",
        "https://qyapi.weixin.qq.com.evil.example/cgi-bin/webhook/send?key=1",
        "https://user@qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1",
        "https://qyapi.weixin.qq.com/cgi-bin/other?key=1",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send",
        "http://127.0.0.1:9200/cgi-bin/webhook/send?key=1",
        DINGTALK,
    ],
)
def test_only_the_services_own_address_is_taken(url):
    with pytest.raises(RobotAddressWrong):
        checked_address(Address(Messenger.WECOM, url))


def test_a_host_that_the_county_allowed_is_taken_too():
    url = "http://127.0.0.1:9200/cgi-bin/webhook/send?key=1"
    address = Address(Messenger.WECOM, url)
    assert checked_address(address, more_hosts=["127.0.0.1:9200"]) == address


def test_dingtalk_wants_its_signing_secret():
    with pytest.raises(SignatureMissing):
        checked_address(Address(Messenger.DINGTALK, DINGTALK))
    assert checked_address(Address(Messenger.DINGTALK, DINGTALK, "SEC1"))


def test_an_address_is_not_printed():
    assert "693a91f6" not in repr(Address(Messenger.WECOM, WECOM))


def test_the_bodies_are_of_the_services_own_shape():
    assert message_body(Messenger.WECOM, title="t", text="x") == {
        "msgtype": "markdown",
        "markdown": {"content": "x"},
    }
    assert message_body(Messenger.DINGTALK, title="t", text="x") == {
        "msgtype": "markdown",
        "markdown": {"title": "t", "text": "x"},
    }


def test_the_signature_is_worked_by_hand():
    by_hand = hmac.new(b"SEC1", b"1700000000000\nSEC1", hashlib.sha256).digest()
    assert signature("SEC1", timestamp_ms=1_700_000_000_000) == base64.b64encode(by_hand).decode()
    path = target(Address(Messenger.DINGTALK, DINGTALK, "SEC1"), timestamp_ms=1_700_000_000_000)
    assert path.startswith("/robot/send?access_token=1d2e&timestamp=1700000000000&sign=")
    assert "+" not in path.partition("sign=")[2]
    assert target(Address(Messenger.WECOM, WECOM), timestamp_ms=1).endswith("send?key=693a91f6")


@pytest.mark.parametrize(
    ("messenger", "status", "content", "is_permanent"),
    [
        (Messenger.WECOM, 200, b'{"errcode":93000,"errmsg":"invalid webhook url"}', True),
        (Messenger.WECOM, 200, b'{"errcode":45009,"errmsg":"api freq out of limit"}', False),
        (Messenger.WECOM, 200, b'{"errcode":-1,"errmsg":"system busy"}', False),
        (Messenger.DINGTALK, 200, b'{"errcode":310000,"errmsg":"sign not match"}', True),
        (Messenger.DINGTALK, 200, b'{"errcode":410100,"errmsg":"limited"}', False),
        (Messenger.DINGTALK, 200, b'{"errcode":130101,"errmsg":"send too fast"}', False),
        (Messenger.DINGTALK, 200, b'{"errcode":7,"errmsg":"send too fast, later"}', False),
        (Messenger.DINGTALK, 503, b"<html>", False),
        (Messenger.DINGTALK, 429, b"", False),
        (Messenger.WECOM, 200, b"<html>a proxy</html>", True),
        (Messenger.WECOM, 302, b"", True),
    ],
)
def test_an_answer_says_whether_trying_again_helps(messenger, status, content, is_permanent):
    answer = read_answer(messenger, status=status, content=content)
    assert (answer.is_ok, answer.is_permanent) == (False, is_permanent)
    assert answer.code
