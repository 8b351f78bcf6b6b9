"""The endpoints of the API for a reader, from its own description."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request, Response

from verbale.serve.pages.html import page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter: of the path, the query or a body."""

    name: str
    where: str
    required: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One method of one path."""

    group: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]


@router.get("/api")
def about_api(request: Request) -> Response:
    found = sorted(endpoints(request.app.openapi()), key=lambda e: e.group)
    groups = {name: list(of_group) for name, of_group in groupby(found, key=lambda e: e.group)}
    return page(request, "about_api.html", groups=groups)


def endpoints(described: dict[str, Any]) -> Iterator[Endpoint]:
    """The endpoints of an OpenAPI description, in its order."""
    schemas = described.get("components", {}).get("schemas", {})
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield Endpoint(
                group=operation["tags"][0],
                method=method.upper(),
                path=path,
                summary=operation["summary"],
                description=operation.get("description", ""),
                parameters=(*_parameters(operation), *_members(operation, schemas)),
            )


def _parameters(operation: dict[str, Any]) -> Iterator[Parameter]:
    for given in operation.get("parameters", ()):
        yield Parameter(
            name=given["name"],
            where=given["in"],
            required=given.get("required", False),
            words=given.get("description") or _choices(given["schema"]),
        )


def _members(operation: dict[str, Any], schemas: dict[str, Any]) -> Iterator[Parameter]:
    """The members of a JSON body, each once where it may have one of several forms."""
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    told: dict[str, Parameter] = {}
    for form in schema.get("oneOf") or schema.get("anyOf") or [schema]:
        members = schemas.get(form.get("$ref", "").rpartition("/")[2], {})
        for name, member in members.get("properties", {}).items():
            words = member.get("description") or _choices(member)
            if name in told and told[name].words != words:
                words = f"{told[name].words}; {words}"
            told[name] = Parameter(name=name, where="body", required=name in members.get("required", ()), words=words)
    yield from told.values()


def _choices(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return " or ".join(str(choice) for choice in schema["enum"])
    return str(schema.get("const", ""))
