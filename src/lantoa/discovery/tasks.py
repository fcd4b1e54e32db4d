"""Long work of discovery, each safe to run twice."""

from django_tasks import task

from lantoa.core import clock
from lantoa.core.actors import SYSTEM
from lantoa.discovery import actions, outliers
from lantoa.discovery.models import IndicatorTable
from lantoa.discovery.queries.indicators import columns_in, question_of


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def judge_indicators(subject_id: str, event_id: int) -> None:
    """A question was put to a table of indicators: find the units that are worth a visit."""
    table = IndicatorTable.objects.get(pk=subject_id)
    if table.state != "asked":
        return
    asked, question = table.question, question_of(table)
    try:
        report = outliers.discover(outliers.rows_of(columns_in(table), question), question)
    except outliers.Unfit as problem:
        actions.keep_problem(
            table=table, asked=asked, problem=str(problem), by=SYSTEM, at=clock.now()
        )
    else:
        actions.keep_report(table=table, asked=asked, report=report, by=SYSTEM, at=clock.now())
