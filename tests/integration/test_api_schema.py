"""The API against its own description: whatever is asked or judged, it answers as it says, and never breaks."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings, strategies
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

from coded import article, coded, event, keep
from verbale.serve.app import make_app
from verbale.serve.site import Site
from verbale.store import Store

EXAMPLES = 25


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> BaseSchema:
    """The description that the app itself gives, over a store of two events."""
    store = Store(path=tmp_path_factory.mktemp("api") / "store.duckdb")
    keep(store, coded(article(), event(), event("denounced", event_type="ACCUSE", mode="disapprove")))
    # Asked in this process, under a name of the test's own.
    app = make_app(Site(store=store, hosts=frozenset(), allow_judging=True))
    return schemathesis.openapi.from_asgi("/api/openapi.json", app)


# Drawn here and not by schemathesis' own plugin, which takes no description from a fixture under pytest 9.
@given(data=strategies.data())
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    # Nothing is shrunk: a request that breaks the API is short enough to read, and shrinking takes minutes.
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_the_api(described: BaseSchema, data: strategies.DataObject) -> None:
    for found in described.get_all_operations():
        case = data.draw(found.ok().as_strategy())
        case.call_and_validate(checks=[not_a_server_error, status_code_conformance, content_type_conformance])


def test_the_description_names_what_there_is(described: BaseSchema) -> None:
    """An empty description would pass every test above."""
    paths = {found.ok().path for found in described.get_all_operations()}
    assert {"/api/overview", "/api/events", "/api/events/{event_id}"} <= paths
