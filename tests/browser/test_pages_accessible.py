"""The pages under the rules of accessibility."""

from typing import TYPE_CHECKING

import pytest
from accessibility import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize("address", ["/", "/events"])
def test_no_page_breaks_the_rules(page: "Page", axe: Axe, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert axe.violations(page) == []
