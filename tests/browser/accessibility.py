"""What axe-core finds on a page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21aa")
GRAVE = frozenset({"serious", "critical"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Axe:
    """axe-core by the source of its one file."""

    source: str

    def violations(self, page: "Page") -> list[str]:
        """What breaks WCAG 2.1 A or AA on a page as it is now, serious or critical, each as lines to read."""
        # Evaluated by the debugger, as no page's policy forbids: the page is tested under the policy it ships with.
        page.evaluate(self.source)
        asked = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
        found: list[dict[str, Any]] = page.evaluate("async asked => (await axe.run(asked)).violations", asked)
        return [_told(v) for v in found if v["impact"] in GRAVE]


def _told(violation: dict[str, Any]) -> str:
    nodes = (
        f"\n    {' '.join(map(str, node['target']))}: {' / '.join(str(node['failureSummary']).split(chr(10)))}"
        for node in violation["nodes"]
    )
    return f"{violation['id']} ({violation['impact']}): {violation['help']}{''.join(nodes)}"
