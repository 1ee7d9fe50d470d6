from jigai.apps.accounts.models import SavedView
from jigai.apps.audit.models import ChangeSet


def saved(browser, audience="private"):
    given = {"list_name": "enterprises", "title": "小企业", "query": "q=size%3Asmall"}
    return browser.post("/views/save/", given | {"audience": audience, "here": "/enterprises/"})


def test_a_view_is_saved_with_its_author_in_history(office, lin):
    assert saved(office).url == "/enterprises/?q=size%3Asmall"
    assert SavedView.objects.get().owner_id == lin.user_id
    assert ChangeSet.objects.latest("id").verb == "view.saved"


def test_a_shared_view_shows_others_only_their_own_rows(office, seven, mei, sign_in):
    saved(office, "all")
    shown = sign_in(mei).get("/enterprises/?q=size%3Asmall").context
    assert [view.title for view in shown["views"]] == ["小企业"]
    assert shown["list"].shown_count == 0


def test_only_the_office_shares(zhao, sign_in):
    assert saved(sign_in(zhao), "all").status_code == 403


def test_nobody_deletes_the_view_of_another(office, zhao, sign_in):
    saved(office)
    view = SavedView.objects.get()
    assert sign_in(zhao).post(f"/views/{view.pk}/delete/").status_code == 404


def test_an_own_view_can_go(office):
    saved(office)
    office.post(f"/views/{SavedView.objects.get().pk}/delete/", {"here": "/enterprises/"})
    assert not SavedView.objects.exists()
