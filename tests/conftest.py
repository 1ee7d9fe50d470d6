from tests.cast import county, enterprise  # noqa: F401 - the standing cast
