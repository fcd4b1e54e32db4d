"""Tasks for the tests of the queue."""

from django_tasks import task

calls: list[str] = []


@task()
def note(word: str) -> None:
    calls.append(word)


@task()
def break_down(word: str) -> None:
    calls.append(word)
    raise ValueError(word)


@task()
def tick() -> None:
    calls.append("tick")
