import pytest

from jigai.cli import last_setup

pytestmark = pytest.mark.sqlite_only  # another database is never taken as known


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home whose database has a demo county; the schema is what setup would find."""
    monkeypatch.setenv("JIGAI_HOME", str(tmp_path))
    monkeypatch.delenv("JIGAI_DATABASE_URL", raising=False)
    (tmp_path / "keys").mkdir()
    with last_setup.sqlite3.connect(tmp_path / "jigai.sqlite3") as database:
        database.executescript("""
            CREATE TABLE django_migrations (id integer);
            INSERT INTO django_migrations VALUES (1);
            CREATE TABLE reference_programme (is_demo bool);
            INSERT INTO reference_programme VALUES (1);
        """)
    return tmp_path


def test_a_second_setup_says_the_same_without_looking_further(home):
    assert last_setup.said_last_time() == ""
    last_setup.remember("就绪")
    assert last_setup.said_last_time() == "就绪"
    assert (home / "keys" / last_setup.STAMP).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER t AFTER INSERT ON django_migrations BEGIN SELECT 1; END",
        "INSERT INTO django_migrations VALUES (2)",
        "UPDATE reference_programme SET is_demo = 0",
    ],
)
def test_setup_looks_again_when_the_database_is_another(home, sql):
    last_setup.remember("就绪")
    with last_setup.sqlite3.connect(home / "jigai.sqlite3") as database:
        database.execute(sql)
    assert last_setup.said_last_time() == ""


def test_setup_looks_again_when_a_setting_is_another(home, monkeypatch):
    last_setup.remember("就绪")
    monkeypatch.setenv("JIGAI_DEMO_PASSWORD", "another one")
    assert last_setup.said_last_time() == ""


def test_setup_looks_again_when_the_database_is_gone(home):
    last_setup.remember("就绪")
    (home / "jigai.sqlite3").unlink()
    assert last_setup.said_last_time() == ""
