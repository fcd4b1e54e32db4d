"""The API as a whole: its description, parser and operations."""

import json
from typing import Any

from django.http import Http404, HttpRequest
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser

from lantoa.api import exemplars, leads, plans, search, stories
from lantoa.api.problems import MEDIA_TYPE, of_exception


class StrictParser(Parser):
    """JSON as the standard has it: no NaN, no name twice, no endless nesting."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        # Whatever is raised here, ninja answers 400 (`problems.of_exception`).
        text = request.body.decode("utf-8")
        parsed = json.loads(text, object_pairs_hook=_once, parse_constant=_refused)
        if not isinstance(parsed, dict):
            raise ValueError("not an object")
        return parsed


class Service(NinjaAPI):
    """Says in its description that errors are problems."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**kwargs)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for code, response in operation["responses"].items():
                    content = response.get("content", {})
                    if int(code) >= 400 and "application/json" in content:
                        content[MEDIA_TYPE] = content.pop("application/json")
        return schema


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _refused(name: str) -> Any:
    raise ValueError(name)


api = Service(
    title="Lan Tỏa",
    version="1",
    description=(
        "Gương điển hình tiên tiến, cách làm hay, kế hoạch và số lượt truy cập. Chỉ có những gì "
        "đã đăng công khai. Lỗi trả về theo RFC 9457 (application/problem+json)."
    ),
    docs_url=None,
    urls_namespace="api",
    parser=StrictParser(),
)
for kind in (Exception, Http404, HttpError, ValidationError):  # all that ninja answers itself
    api.add_exception_handler(kind, of_exception)  # type: ignore[arg-type]  # never a class
api.add_router("/stories", stories.router)
api.add_router("", exemplars.router)
api.add_router("", plans.router)
api.add_router("", search.router)
api.add_router("/leads", leads.router)
