import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.addresses import comparison_address, comparison_path, nearest, slugs_in

SLUGS = st.lists(
    st.from_regex(r"[a-z]{1,3}(-[a-z]{1,3})?", fullmatch=True).filter(
        lambda slug: "-vs-" not in f"-{slug}-"
    ),
    min_size=2,
    max_size=4,
    unique=True,
)


@given(SLUGS)
def test_an_address_names_what_it_was_made_of_in_alphabetical_order(slugs):
    assert slugs_in(comparison_address(slugs)) == sorted(slugs)


@given(SLUGS, st.randoms())
def test_the_order_in_which_frameworks_are_named_makes_no_difference(slugs, random):
    shuffled = list(slugs)
    random.shuffle(shuffled)
    assert comparison_address(shuffled) == comparison_address(slugs)


@pytest.mark.parametrize(
    ("address", "slugs"),
    [
        ("PyTorch-VS-JAX", ["pytorch", "jax"]),
        ("jax-vs-jax-vs-keras", ["jax", "keras"]),
        ("jax", ["jax"]),
        ("-vs-", []),
        ("onnx-runtime-vs-scikit-learn", ["onnx-runtime", "scikit-learn"]),
    ],
)
def test_whatever_stands_in_an_address_is_read(address, slugs):
    assert slugs_in(address) == slugs


def test_too_few_frameworks_lead_to_the_picker():
    assert comparison_path(["jax"]) == "/compare/?framework=jax"
    assert comparison_path([]) == "/compare/"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pytroch", "pytorch"),
        ("Tensor-Flow", "tensorflow"),
        ("sklearn", "scikit-learn"),
        ("zz", ""),
    ],
)
def test_the_nearest_name_is_found_if_one_is_near(typed, meant):
    assert nearest(typed, ["jax", "keras", "pytorch", "scikit-learn", "tensorflow"]) == meant
