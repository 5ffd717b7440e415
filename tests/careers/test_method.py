"""The page on the method."""

import re

import pytest

from tests.careers.small_guide import Guide

pytestmark = pytest.mark.django_db


def test_the_example_adds_up_as_shown(client):
    Guide()
    html = client.get("/method/").content.decode()
    example = html[html.index('id="example"') : html.index('id="sure"')]
    rows = re.findall(r'<td class="number">([\d.]+)</td>' * 3, example)
    (total,) = re.findall(r'<td></td><td class="number">([\d.]+)</td>', example)
    assert len(rows) > 1
    assert sum(round(10 * float(part)) for _, _, part in rows) == round(10 * float(total))
    for weight, value, part in rows:
        # Each is rounded by itself, and parts so that they add up.
        assert abs(float(weight) * float(value) / 100 - float(part)) < 0.16


def test_every_criterion_shows_its_range_and_what_it_is_made_of(client):
    guide = Guide()
    html = client.get("/method/").content.decode()
    assert f'id="{guide.jobs.slug}"' in html
    for feature in {value.feature.name for value in guide.values.values()}:
        assert feature in html


def test_without_content_there_is_no_example(client):
    response = client.get("/method/")
    assert response.status_code == 200
    assert "An example that adds up" not in response.content.decode()


@pytest.mark.parametrize("count", [1, 4])
def test_the_number_of_queries_does_not_grow(client, count, django_assert_num_queries):
    guide = Guide()
    for n in range(count):
        type(guide.reader).objects.create(
            name=f"R{n}", slug=f"r{n}", status="published", support="silent", position=90 + n
        )
    guide.release()
    client.get("/method/")
    # What is due; release; criteria, options, features; frameworks; must-haves; readers, form.
    with django_assert_num_queries(12):
        client.get("/method/")
