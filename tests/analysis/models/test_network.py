"""The network's walk through passages against a plain one that scores each state by itself; weights are drawn."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from reader.analysis.entities.models.words import Word

np = pytest.importorskip("numpy", reason="the arithmetic needs numpy")

from reader.analysis.entities.models.features import Features, Table, Vectors, rows  # noqa: E402 - needs numpy
from reader.analysis.entities.models.network import Affine, Layer, Network  # noqa: E402 - needs numpy

STEPS = [(step, label) for step in "BILU" for label in ("PER", "LOC")] + [("U", ""), ("O", "")]
WIDTH = 6


def network(seed: int) -> Network:
    dice = np.random.default_rng(seed)

    def drawn(*shape: int) -> Any:
        return dice.normal(size=shape).astype("f4")

    return Network(
        mixing=Layer(drawn(WIDTH, 3, 2 * WIDTH), drawn(WIDTH, 3), drawn(WIDTH), drawn(WIDTH)),
        convolutions=[Layer(drawn(WIDTH, 3, 3 * WIDTH), drawn(WIDTH, 3), drawn(WIDTH), drawn(WIDTH)) for _ in range(4)],
        narrow=(drawn(5, WIDTH), drawn(5)),
        lower=Affine(drawn(3, 4, 2, 5), drawn(4, 2), drawn(1, 3, 4, 2)),
        scores=(drawn(len(STEPS), 4), drawn(len(STEPS))),
        steps=STEPS,
    )


def walked(made: Network, rows_of: Any) -> list[tuple[int, int, str]]:
    """The names of one passage, a state at a time, each step the best of those that are allowed."""
    hidden = made._convolved(made.mixing(rows_of), [len(rows_of)])
    narrow = hidden @ made.narrow[0].T + made.narrow[1]
    found, begin, label, size = [], None, "", len(rows_of)
    for at in range(size):
        words = [at, -1 if begin is None else begin, -1 if begin is None else at - 1]
        total = made.lower.bias.copy()
        for role, word in enumerate(words):
            total += made.lower.pad[0, role] if word < 0 else made.lower.weights[role] @ narrow[word]
        scores = made.scores[0] @ total.max(axis=1) + made.scores[1]
        last = at == size - 1
        allowed = {
            index
            for index, (step, name) in enumerate(STEPS)
            if (begin is None and (step == "O" or (name and (step == "U" or (step == "B" and not last)))))
            or (begin is not None and name == label and (step == "L" or (step == "I" and not last)))
        }
        step, name = STEPS[max(allowed, key=lambda index: scores[index])]
        if step == "B":
            begin, label = at, name
        elif step == "U":
            found.append((at, at + 1, name))
        elif step == "L" and begin is not None:
            found.append((begin, at + 1, name))
            begin = None
    return found


@pytest.mark.parametrize("seed", range(25))
def test_all_passages_at_once_give_what_each_gives_step_by_step(seed: int) -> None:
    made = network(seed)
    sizes = [1, 7, 2, 30]
    given = np.random.default_rng(seed + 1_000).normal(size=(sum(sizes), 2 * WIDTH)).astype("f4")
    alone = [walked(made, given[a:b]) for a, b in pairwise(np.cumsum([0, *sizes]))]
    found, chances = made.names(given, sizes)
    assert found == alone
    assert chances.shape == (sum(sizes), 2)
    assert chances.sum(axis=1) == pytest.approx(1, abs=1e-5)


def test_chances_are_the_shares_of_what_may_begin_at_a_word() -> None:
    made = network(4)
    given = np.random.default_rng(4).normal(size=(1, 2 * WIDTH)).astype("f4")
    _, chances = made.names(given, [1])
    (narrow,) = made._convolved(made.mixing(given), [1]) @ made.narrow[0].T + made.narrow[1]
    sums = made.lower.bias + made.lower.weights[0] @ narrow + made.lower.pad[0, 1] + made.lower.pad[0, 2]
    weights = np.exp(made.scores[0] @ sums.max(axis=1) + made.scores[1])
    each = [sum(weights[STEPS.index((step, label))] for step in "BU") for label in made.labels]
    assert chances[0] == pytest.approx(np.array(each) / sum(each), rel=1e-4)


def test_drawn_networks_do_find_names() -> None:
    given = np.random.default_rng(3).normal(size=(60, 2 * WIDTH)).astype("f4")
    lengths = {stop - first for seed in range(25) for first, stop, _ in network(seed).names(given, [60])[0][0]}
    assert {1, 2, 3} <= lengths


def test_a_vector_is_found_by_its_words_hash() -> None:
    dice = np.random.default_rng(5)
    table, factors = dice.integers(-127, 128, (30, 4)).astype("i1"), dice.random(30).astype("f4")
    hashes = np.unique(dice.integers(0, 1 << 64, 700, dtype="u8").astype("u4")).astype("u8")
    places = dice.integers(0, 30, len(hashes)).astype("u2")
    vectors = Vectors(hashes.astype("<u4"), places, Table(table, factors))
    # what the hash has above its 32 bits does not count
    found = vectors.of(np.append(hashes + np.uint64(1 << 40), np.uint64(hashes[3] + 1)))
    assert (found[:-1] == table[places] * factors[places, None]).all()
    assert not found[-1].any()


def test_features_are_sums_of_four_rows_of_each_table() -> None:
    dice = np.random.default_rng(8)
    whole, factors = dice.integers(-127, 128, (50, 3)).astype("i1"), dice.random(50).astype("f4")
    tables = [(seed, Table(whole, factors)) for seed in (8, 9, 10, 11)]
    hashed = Features(tables, {}, None).of([Word("Ystrie", 0), Word("part", 7), Word("Ystrie", 12)])
    assert hashed.shape == (3, 12)
    assert (hashed[0] == hashed[2]).all()
    assert (hashed[0] != hashed[1]).any()
    assert rows(np.array([7], dtype="u8"), 8, 50).shape == (1, 4)
