"""The firms and ties of the tests of supply."""

from tests.supply_cast import firms, shen, ties  # noqa: F401 - fixtures
