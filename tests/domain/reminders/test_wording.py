from datetime import date

from jigai.domain.reminders.due import Due, Who, named
from jigai.domain.reminders.kinds import KINDS, LADDER, REPORT
from jigai.domain.reminders.occasions import Occasion
from jigai.domain.reminders.wording import Item, Links, group_text, letter
from jigai.domain.sentence import Sentence

SITE = "https://jigai.example.gov.cn"
LINKS = Links(SITE, lambda kind: f"{SITE}/stop/{kind}/", f"{SITE}/stop/all/")


def item(number=1, *, kind=REPORT, occasion=Occasion.SOON):
    due = Due(
        kind=kind,
        record=f"project:{number}",
        title=named(f"开关柜{number}线"),
        what=Sentence("填报进展", "report progress"),
        link=f"/projects/{number}/",
        who=Who(),
        due_on=date(2026, 11, 18),
    )
    return Item(due, occasion)


def written(items, language="zh"):
    return letter(items, name="梅某", on=date(2026, 11, 16), links=LINKS, language=language)


def test_a_letter_says_what_why_until_when_and_how_to_stop():
    said = written([item(), item(2, occasion=Occasion.OVERDUE)])
    assert said.subject == "技改提醒：2件待办，1件逾期"
    assert "[临近期限] 开关柜1线 — 填报进展 — 2026-11-18截止" in said.text
    assert f"{SITE}/projects/1/" in said.text
    assert f"收到原因：{REPORT.why.zh}" in said.text
    assert f"{SITE}/stop/report/" in said.text
    assert f"{SITE}/stop/all/" in said.text


def test_it_speaks_the_readers_language():
    said = written([item()], language="en")
    assert said.subject == "Jigai reminders: 1 waiting"
    assert "Why you got this: your unit or enterprise reports" in said.text
    assert "收到原因" not in said.text


def test_one_kind_is_one_section_and_long_lists_are_counted():
    said = written([item(n) for n in range(1, 16)] + [item(20, kind=LADDER)])
    assert said.text.count(f"【{REPORT.title.zh}】15") == 1
    assert f"另有3件，见：{SITE}/rounds/mine/" in said.text
    assert said.count == 16


def test_an_escalated_thing_says_so():
    alone = written([item(occasion=Occasion.ESCALATED)]).text
    assert "按规定告知您的角色" in alone
    assert REPORT.why.zh not in alone
    assert REPORT.why.zh in written([item(occasion=Occasion.ESCALATED), item(2)]).text


def test_a_group_reads_counts_and_links_and_no_name():
    items = [item(n, occasion=Occasion.OVERDUE) for n in (1, 2)] + [item(3, kind=LADDER)]
    text = group_text(items, site=SITE, most_bytes=4096)
    assert f"**待填报** 2件，其中逾期2件 [打开]({SITE}/rounds/mine/)" in text
    assert "reports to hand in: 2, 2 overdue" in text
    assert "开关柜" not in text


def test_a_group_text_keeps_within_its_bytes_and_counts_what_it_left_out():
    items = [item(n, kind=kind) for n, kind in enumerate(KINDS)]
    whole = group_text(items, site=SITE, most_bytes=9999)
    assert "另有" not in whole
    for most in (4096, 1200, 600, 300):
        text = group_text(items, site=SITE, most_bytes=most)
        assert len(text.encode()) <= most
    shown = group_text(items, site=SITE, most_bytes=1200).count("**") // 2
    assert f"另有{len(items) - shown}件" in group_text(items, site=SITE, most_bytes=1200)
