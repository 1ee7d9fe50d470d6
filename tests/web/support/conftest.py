from tests.request_cast import calendar, dian, power  # noqa: F401 - fixtures
