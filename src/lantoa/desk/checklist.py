"""The page on which a file is verified: every claim, criterion and odd place on one form.

Each row quacks like a form for the templates: bound fields by name, `error_list()`. Whatever
stands on its own is saved; what does not is named, and nothing typed is lost.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django import forms

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.forms import HouseForm
from lantoa.desk import acts
from lantoa.desk.access import DeskRequest
from lantoa.nominations import actions
from lantoa.nominations.forms import EvidenceForm, JudgeForm
from lantoa.nominations.forms.checking import ConfirmationForm, CriterionForm, FlagForm
from lantoa.nominations.models import Claim, CriterionAnswer, Flag, Nomination
from lantoa.nominations.states import NominationState
from lantoa.registry.models import Criterion
from lantoa.registry.states import Verdict

_VERBS = ("save", "conclude")


class _Row:
    """One line of the checklist, made of one or more small forms."""

    def __init__(self, at: str, name: str, **parts: HouseForm) -> None:
        self.at, self.name, self.parts = at, name, parts
        self.refusals: list[str] = []

    def __getitem__(self, name: str) -> forms.BoundField:
        for form in self.parts.values():
            if name in form.fields:
                return form[name]
        raise KeyError(name)

    def is_typed(self, part: str) -> bool:
        """Whether something was typed or changed in this part of the row."""
        form = self.parts[part]
        return form.is_bound and form.has_changed()

    def error_list(self) -> list[tuple[str, str]]:
        """(id, sentence): what is wrong in the fields, and why an action refused."""
        pairs = [(self.at, sentence) for sentence in self.refusals]
        for part, form in self.parts.items():
            if self.is_typed(part):
                pairs += form.error_list()
        return pairs

    def _do(self, part: str, run: Callable[[dict[str, Any]], object]) -> None:
        form = self.parts[part]
        if self.is_typed(part) and form.is_valid():
            self.refusals += acts.refused(lambda: run(form.cleaned_data))


class ClaimRow(_Row):
    """A claim: its verdict, a piece of evidence and a confirmer to add, all optional."""

    def __init__(self, claim: Claim, **given: Any) -> None:
        at = f"dieu-{claim.position}"
        confirming = ConfirmationForm(prefix=f"x{claim.pk}", auto_id=f"{at}-x-%s", **given)
        is_confirmed = bool(claim.confirmations.all()) or (
            confirming.is_bound and confirming.has_changed()
        )
        judging = JudgeForm(
            prefix=f"k{claim.pk}", auto_id=f"{at}-%s", is_confirmed=is_confirmed,
            initial={
                "verdict": "" if claim.verdict == Verdict.OPEN else claim.verdict,
                "confirmed_by": claim.confirmed_by, "confirmed_on": claim.confirmed_on,
                "note": claim.note,
            },
            **given,
        )  # fmt: skip
        adding = EvidenceForm(prefix=f"c{claim.pk}", auto_id=f"{at}-%s", **given)
        super().__init__(
            at, f"Điều {claim.position}", judging=judging, adding=adding, confirming=confirming
        )
        self.claim = claim

    @property
    def has_new_evidence(self) -> bool:
        """Whether a piece of evidence was typed."""
        return self.is_typed("adding")

    @property
    def has_new_confirmer(self) -> bool:
        """Whether a confirmer was typed."""
        return self.is_typed("confirming")

    def save(self, by: User, at: datetime) -> None:
        """Keep each part that is whole."""
        claim: Claim = self.claim
        stamp: dict[str, Any] = {"by": by, "at": at}
        self._do("judging", lambda f: actions.judge(claim=claim, **f, **stamp))
        self._do("adding", lambda f: actions.add_evidence(claim=claim, **f, **stamp))
        self._do("confirming", lambda f: actions.add_confirmation(claim=claim, **f, **stamp))


class CriterionRow(_Row):
    """A criterion of the set by which the file is judged, and the answer."""

    def __init__(
        self, criterion: Criterion, nomination: Nomination, answer: CriterionAnswer | None,
        **given: Any,
    ) -> None:  # fmt: skip
        at = f"tieu-chi-{criterion.position}"
        initial = (
            {"verdict": answer.verdict, "number": answer.number, "note": answer.note,
             "claims": [claim.pk for claim in answer.claims.all()]}
            if answer else {}
        )  # fmt: skip
        form = CriterionForm(
            prefix=f"t{criterion.pk}", auto_id=f"{at}-%s", nomination=nomination, initial=initial,
            **given,
        )  # fmt: skip
        super().__init__(at, f"Tiêu chí {criterion.position}", answering=form)
        self.criterion, self.nomination = criterion, nomination

    def save(self, by: User, at: datetime) -> None:
        """Keep the answer."""

        def answer(facts: dict[str, Any]) -> object:
            facts = {**facts, "claims": list(facts["claims"])}
            return actions.answer_criterion(
                nomination=self.nomination, criterion=self.criterion, **facts, by=by, at=at
            )

        self._do("answering", answer)


class FlagRow(_Row):
    """Something that looked odd, and what becomes of it."""

    def __init__(self, flag: Flag, user: User, **given: Any) -> None:
        at = f"de-y-{flag.pk}"
        form = FlagForm(
            prefix=f"f{flag.pk}", auto_id=f"{at}-%s",
            initial={"answer": flag.answer, "note": flag.note}, **given,
        )  # fmt: skip
        super().__init__(at, f"Chỗ cần để ý ở “{flag.place}”", answering=form)
        self.flag = flag
        other = flag.other_lead
        #: The other text, only for who may read it.
        self.other = other if other and user.may("lead.enter", other.unit) else None

    def save(self, by: User, at: datetime) -> None:
        """Keep the answer, unless the words went with this very save."""
        if Flag.objects.filter(pk=self.flag.pk).exists():
            flag = self.flag
            self._do("answering", lambda f: actions.answer_flag(flag=flag, **f, by=by, at=at))


class Checklist:
    """All rows of a file for whoever verifies; nothing in it for everybody else."""

    def __init__(self, request: DeskRequest, record: Nomination) -> None:
        self.request, self.record = request, record
        self.claims: list[ClaimRow] = []
        self.criteria: list[CriterionRow] = []
        self.flags: list[FlagRow] = []
        is_theirs = request.user.may("nomination.verify", record.unit)
        if record.state == NominationState.VERIFYING and is_theirs:
            self._read({"data": request.POST, "files": request.FILES} if self.is_posted else {})

    @property
    def is_posted(self) -> bool:
        """Whether the checklist itself was sent."""
        return self.request.method == "POST" and self.request.POST.get("do") in _VERBS

    def rows(self) -> Iterator[ClaimRow | CriterionRow | FlagRow]:
        """Every row, in the order of the page."""
        yield from self.claims
        yield from self.criteria
        yield from self.flags

    def __bool__(self) -> bool:
        return bool(self.claims)

    def save(self) -> None:
        """Keep all that is whole; what looks odd is read again afterwards."""
        by, at = self.request.user, clock.now()
        for row in self.rows():
            row.save(by, at)
        kept = {row.flag.pk: row for row in self.flags}
        fresh = [FlagRow(flag, by) for flag in self._flags() if flag.pk not in kept]
        there = {flag.pk for flag in self._flags()}
        self.flags = [row for pk, row in kept.items() if pk in there] + fresh

    def errors(self) -> list[tuple[str, str]]:
        """(id, sentence) of everything that was not saved."""
        return [
            (at, f"{row.name}: {sentence}")
            for row in self.rows()
            for at, sentence in row.error_list()
        ]

    def _read(self, given: dict[str, Any]) -> None:
        record = self.record
        claims = record.claims.prefetch_related("evidence__file", "confirmations")
        self.claims = [ClaimRow(claim, **given) for claim in claims]
        self.flags = [FlagRow(flag, self.request.user, **given) for flag in self._flags()]
        if record.criteria_set is None:
            return
        answers = record.criterion_answers.prefetch_related("claims")
        known = {answer.criterion_id: answer for answer in answers}
        self.criteria = [
            CriterionRow(line, record, known.get(line.pk), **given)
            for line in record.criteria_set.criteria.all()
        ]

    def _flags(self) -> list[Flag]:
        return list(self.record.flags.select_related("other_lead__unit"))
