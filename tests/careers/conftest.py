"""A small career guide, made once for the tests of a module."""

import copy

import pytest

from tests.careers.small_guide import Guide
from tests.factories import FrameworkFactory


@pytest.fixture(scope="module")
def _made(in_database_meanwhile):
    with in_database_meanwhile():
        yield Guide()


@pytest.fixture
def guide(_made):
    # The next framework has a colour of its own.
    FrameworkFactory.reset_sequence(3)
    return copy.deepcopy(_made)
