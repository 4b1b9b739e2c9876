"""Every hostile server is read, or refused in one clear sentence, within its limits."""

from __future__ import annotations

import pytest

from tests.conftest import require_tool
from tests.hostile import servers

SECONDS = 1.5


@pytest.mark.timeout(240)
def test_the_page_of_hostile_servers() -> None:
    require_tool("openssl")
    found = list(servers.page(SECONDS))
    assert len(found) > 75
    wrong = [each for each, pattern in found if not servers.is_in_order(each, pattern, SECONDS)]
    assert not wrong
    refused = [each for each, pattern in found if pattern != servers.READ]
    assert {each.code for each in refused} <= {0, 4, 5}
    assert sum(each.code == 0 for each in refused) == 1, "the byte order mark that lies"


def test_a_careless_answer_is_found() -> None:
    good = servers.Told("x", 5, 1.0, "reader: x broke off: try again later\n", "")
    assert servers.is_in_order(good, "broke off", 1.5)
    assert not servers.is_in_order(good, "more than", 1.5)
    for wrong in ("Traceback\nreader: broke off\n", "broke off \x1b]0;owned\x07\n", "broke off owned\n"):
        assert not servers.is_in_order(servers.Told("x", 5, 1.0, wrong, ""), "broke off", 1.5)
    assert not servers.is_in_order(servers.Told("x", 5, 60.0, "broke off", ""), "broke off", 1.5)
    assert not servers.is_in_order(servers.Told("x", 5, 1.0, "", ""), servers.READ, 1.5)
