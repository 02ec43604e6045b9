"""What a worker loads before its first text can be sent to it, however many texts wait."""

import pickle

import pytest

from daseinswerk.pipeline import known_words


@pytest.mark.parametrize("waiting", [0, known_words.WORTH_LOADING, 10_000])
def test_what_a_worker_loads_first_can_be_sent_to_it(home, waiting: int) -> None:
    loader = known_words.loader(waiting)
    assert (loader is None) == (waiting < known_words.WORTH_LOADING)
    if loader is not None:
        assert pickle.loads(pickle.dumps(loader))() >= 0  # noqa: S301 - our own bytes
