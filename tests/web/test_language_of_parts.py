from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.utils import translation

from jigai.web.layout.language_of_parts import LanguageOfPartsMiddleware, marked

CELL = "<td>崔口镇</td>"


def answered(response, *, language):
    with translation.override(language):
        return LanguageOfPartsMiddleware(lambda _request: response)(RequestFactory().get("/"))


def test_an_element_that_holds_a_name_alone_carries_the_mark():
    assert marked('<a href="/1/">庆云辛亥母线有限公司</a>') == (
        '<a href="/1/" lang="zh-Hans">庆云辛亥母线有限公司</a>'
    )
    assert marked("<option>崔口镇 (town)</option>") == (
        '<option lang="zh-Hans">崔口镇 (town)</option>'
    )


def test_a_name_within_english_words_is_marked_alone():
    assert marked("<p>Kept <b>now</b> by 林某 and 薄某.</p>") == (
        '<p>Kept <b>now</b><bdi> by <bdi lang="zh-Hans">林某</bdi>'
        ' and <bdi lang="zh-Hans">薄某</bdi>.</bdi></p>'
    ).replace("<bdi> by", " <bdi>by")


def test_scripts_attributes_titles_and_texts_being_typed_are_left_alone():
    page = (
        '<title>崔口镇</title><script type="application/json">["崔口镇"]</script>'
        '<input value="崔口镇"><textarea>崔口镇</textarea><!-- 崔口镇 -->'
        '<button lang="zh-Hans">简体中文</button>'
    )
    assert marked(page) == page


def test_only_an_english_page_is_marked():
    assert answered(HttpResponse(CELL), language="en").content.decode() == (
        '<td lang="zh-Hans">崔口镇</td>'
    )
    assert answered(HttpResponse(CELL), language="zh-hans").content.decode() == CELL


def test_data_and_streams_pass_as_they_are():
    data = HttpResponse('{"name": "<td>崔口镇</td>"}', content_type="application/json")
    assert "lang" not in answered(data, language="en").content.decode()
    stream = StreamingHttpResponse([CELL.encode()], content_type="text/html")
    assert b"".join(answered(stream, language="en")) == CELL.encode()
