"""Leaves out the tests that ask no database: a second database would say the same (pytest -p)."""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    left_out = [item for item in items if not _asks_a_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def _asks_a_database(item):
    # pytest-django knows a test by its mark, or by a fixture that leads to one of these.
    return bool(item.get_closest_marker("django_db")) or not {"db", "transactional_db"}.isdisjoint(
        item.fixturenames
    )
