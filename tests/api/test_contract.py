"""The API keeps what its own description promises, whatever is sent (schemathesis).

Short and always the same here; a long one against a running platform:
`st run http://127.0.0.1:8000/api/v1/openapi.json --max-examples 500`.
"""

import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

#: A well-formed request may name a place that is not there: that is refused, rightly.
LEFT_OUT = [positive_data_acceptance]
SHORT = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_every_operation_keeps_its_description(province) -> None:
    description = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    count = 0
    for found in description.get_all_operations():
        operation = found.ok()

        @SHORT
        @given(case=operation.as_strategy())
        def keeps_it(case: schemathesis.Case) -> None:
            answer = case.call()
            assert b"Traceback" not in answer.content
            case.validate_response(answer, excluded_checks=LEFT_OUT)

        keeps_it()
        count += 1
    assert count > 8
