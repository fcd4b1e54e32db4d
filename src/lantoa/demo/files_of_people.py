"""From tips to recognised exemplars: the demo's nominations, taken step by step by actions."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from lantoa.accounts.models import User
from lantoa.core.actors import PUBLIC
from lantoa.demo.content_files import Row, rows
from lantoa.demo.people import Cast
from lantoa.demo.stages import Stage
from lantoa.nominations import actions as nominations
from lantoa.nominations.models import Lead, Nomination
from lantoa.nominations.states import FlagAnswer
from lantoa.places import queries as places
from lantoa.places.models import AdminUnit, OrgUnit
from lantoa.registry import actions as registry
from lantoa.registry.models import Exemplar, Sector
from lantoa.registry.states import Verdict
from lantoa.vietnamese import fold

_OWN_CHANNELS = {"counter", "phone", "paper"}
_PURPOSE = "Giới thiệu điển hình tiên tiến trên các kênh của tỉnh"
#: How far each state of leads.toml goes.
_NEEDS = {
    "opened": Stage.VERIFYING,
    "verifying": Stage.VERIFYING,
    "verified": Stage.APPRAISING,
    "appraised": Stage.APPRAISING,
}


class PeopleLoader:
    """Takes the demo's people up to a stage. `now` is when the demo is loaded."""

    def __init__(self, cast: Cast, now: datetime, stage: Stage) -> None:
        self.cast, self.now, self.stage = cast, now, stage
        self.places = {unit.code: unit for unit in places.communes(now.date())}
        self.sectors = {sector.slug: sector for sector in Sector.objects.all()}
        self.exemplars: dict[str, Exemplar] = {}

    def day(self, days_ago: float) -> datetime:
        """That many days ago, at a working hour that differs from row to row."""
        minutes = int(days_ago * 37) % 420
        start = self.now.replace(hour=8, minute=0, second=0, microsecond=0)
        return min(start - timedelta(days=days_ago) + timedelta(minutes=minutes), self.now)

    def load_exemplars(self) -> None:
        """The sixty who are recognised (or as far as the stage lets them)."""
        for row in sorted(rows("exemplar"), key=lambda row: -row["days_ago"]):
            opened = self._open(row)
            if opened is None:
                continue
            self._claims(opened, row["claims"], self.day(row["days_ago"] + 20), judged=True)
            if self.stage >= Stage.APPRAISING:
                self._appraise(opened, row)
            if self.stage >= Stage.RECOGNISED:
                self.exemplars[row["key"]] = self._recognise(opened, row)

    def load_leads(self) -> None:
        """The tips that did not (yet) become exemplars, in every state."""
        for row in rows("lead"):
            lead = self._tell(row, row["days_ago"], row["nominator"], row["channel"])
            step = getattr(self, f"_to_{row['state']}", None)
            if step is not None and self.stage >= _NEEDS.get(row["state"], Stage.RECEIVED):
                step(lead, row)

    def _tell(self, row: Row, days_ago: float, teller: Row, channel: str) -> Lead:
        place = self.places[row["commune"]]
        own = channel in _OWN_CHANNELS
        return nominations.submit(
            who=row.get("who") or row["name"],
            kind=row["kind"],
            place=place,
            what=row.get("what") or f"{row['deed']}. {row['summary']}",
            when_text=row.get("when_text", ""),
            why=row.get("why", ""),
            channel=channel,
            contact=nominations.ContactDetails(
                name=teller["name"], phone=teller["phone"], email="", relation=teller["relation"]
            ),
            by=self.cast.officer(self._unit(place)) if own else PUBLIC,
            at=self.day(days_ago),
        ).lead

    def _open(self, row: Row) -> Nomination | None:
        teller = {"name": "Người trong xóm", "phone": "0258 000 099", "relation": "hàng xóm"}
        channel = ("web", "counter", "phone", "paper", "api")[len(row["key"]) % 5]
        lead = self._tell(row, row["days_ago"] + 30, teller, channel)
        if self.stage < Stage.VERIFYING:
            return None
        return self._accept(lead, row, self.day(row["days_ago"] + 27))

    def _accept(self, lead: Lead, row: Row, at: datetime) -> Nomination:
        names = ("birth_year", "is_minor", "occupation", "organisation", "summary", "unclear")
        facts: dict[str, Any] = {name: row[name] for name in names if row.get(name)}
        if row.get("gender") in ("f", "m"):
            facts["gender"] = row["gender"]
        if row.get("ethnicity", "none") != "none":
            facts["ethnicity"] = row["ethnicity"]
        opened: Nomination = nominations.accept(
            lead=lead,
            sector=self.sectors[row.get("sector", "an-sinh")],
            deed=row.get("deed") or row["what"][:300],
            full_name=row.get("name") or _without_title(row["who"]),
            by=self.cast.officer(lead.unit),
            at=at,
            **facts,
        )
        return opened

    def _claims(
        self, opened: Nomination, claims: Sequence[Row], at: datetime, *, judged: bool
    ) -> None:
        officer, verifier = self.cast.officer(opened.unit), self.cast.verifier(opened.unit)
        for claim in claims:
            nominations.add_claim(nomination=opened, statement=claim["text"], by=officer, at=at)
        nominations.start(
            nomination=opened,
            verifier=verifier,
            due_on=at.date() + timedelta(days=14),
            by=officer,
            at=at,
        )
        later = min(at + timedelta(days=6), self.now)
        for record, claim in zip(opened.claims.all(), claims, strict=True):
            if claim["verdict"] == Verdict.OPEN:
                continue
            nominations.add_evidence(
                claim=record, description=claim["evidence"][:300], by=verifier, at=later
            )
            nominations.judge(
                claim=record,
                verdict=claim["verdict"],
                confirmed_by=claim["confirmer"],
                confirmed_on=later.date(),
                note="",
                by=verifier,
                at=later,
            )
        if judged:
            self._explain(opened, verifier, later)
            self._answer(opened, verifier, later)
            nominations.conclude(nomination=opened, by=verifier, at=later)

    def _explain(self, opened: Nomination, verifier: User, at: datetime) -> None:
        """What looked odd was asked about."""
        for flag in opened.flags.filter(answer=""):
            nominations.answer_flag(
                flag=flag,
                answer=FlagAnswer.EXPLAINED,
                note="Đã hỏi lại người biết việc và xem sổ, đúng như ghi.",
                by=verifier,
                at=at,
            )

    def _answer(self, opened: Nomination, verifier: User, at: datetime) -> None:
        """The criteria by which the file is judged, if there were any when it was handed over."""
        if opened.criteria_set is None:
            return
        claims = list(opened.claims.all())
        for line in opened.criteria_set.criteria.all():
            nominations.answer_criterion(
                nomination=opened,
                criterion=line,
                verdict="yes" if line.kind == "must" else "partly",
                number="Ghi ở các điều bên trên" if line.asks_number else "",
                claims=claims[:1],
                by=verifier,
                at=at,
            )

    def _appraise(self, opened: Nomination, row: Row) -> None:
        nominations.appraise(
            nomination=opened,
            opinion=f"{len(row['claims'])} điều đã kiểm, có người xác nhận. Đề nghị công nhận.",
            recommends=True,
            standing=row.get("standing", "emerging"),
            by=self.cast.officer(opened.unit),
            at=self.day(row["days_ago"] + 6),
        )

    def _recognise(self, opened: Nomination, row: Row) -> Exemplar:
        at = self.day(row["days_ago"])
        number = f"{100 + row['days_ago']}/QĐ-UBND" if row["standing"] == "exemplar" else ""
        exemplar: Exemplar = nominations.recognise(
            nomination=opened, decision_number=number, by=self.cast.by_role["approver"], at=at
        )
        consent = row["consent"]
        if not (consent["name_ok"] or consent["image_ok"]):
            return exemplar  # agreed to nothing public: known to the office only
        givers = ["self" if row["kind"] == "person" else "representative"]
        names = {
            "self": row["name"],
            "representative": row["claims"][0]["confirmer"],
            "guardian": consent.get("guardian", ""),
        }
        if row.get("is_minor"):
            givers.append("guardian")
        for giver in givers:
            registry.record_consent(
                exemplar=exemplar,
                giver=giver,
                giver_name=names[giver][:200],
                covers_name=consent["name_ok"],
                covers_image=consent["image_ok"],
                channels=consent["channels"],
                purpose=_PURPOSE,
                form=consent["how"],
                text_version="2026-1",
                given_on=at.date(),
                proof_note="Lưu tại bộ phận văn thư, có chữ ký hoặc tệp ghi âm",
                by=self.cast.officer(exemplar.unit),
                at=at,
            )
        return exemplar

    def _unit(self, place: AdminUnit) -> OrgUnit:
        return places.committee_of(place)

    def _to_screening(self, lead: Lead, row: Row) -> None:
        nominations.screen(
            lead=lead, by=self.cast.officer(lead.unit), at=self.day(row["days_ago"] - 0.5)
        )

    def _to_declined(self, lead: Lead, row: Row) -> None:
        nominations.decline_lead(
            lead=lead,
            answer=row["reason"],
            by=self.cast.officer(lead.unit),
            at=self.day(max(0, row["days_ago"] - 4)),
        )

    def _to_joined(self, lead: Lead, row: Row) -> None:
        exemplar = self.exemplars.get(row["joins"])
        if exemplar is not None:
            nominations.join(
                lead=lead,
                exemplar=exemplar,
                answer=f"Lời kể được thêm vào hồ sơ của {exemplar.full_name}.",
                by=self.cast.officer(lead.unit),
                at=self.day(max(0, row["days_ago"] - 3)),
            )

    def _to_opened(self, lead: Lead, row: Row) -> None:
        self._accept(lead, row, self.day(max(0, row["days_ago"] - 2)))

    def _to_verifying(self, lead: Lead, row: Row) -> None:
        opened = self._accept(lead, row, self.day(row["days_ago"] - 1))
        self._claims(opened, row["claims"], self.day(row["days_ago"] - 2), judged=False)

    def _to_verified(self, lead: Lead, row: Row) -> None:
        opened = self._accept(lead, row, self.day(row["days_ago"] - 1))
        self._claims(opened, row["claims"], self.day(row["days_ago"] - 2), judged=True)

    def _to_appraised(self, lead: Lead, row: Row) -> None:
        opened = self._accept(lead, row, self.day(row["days_ago"] - 1))
        self._claims(opened, row["claims"], self.day(row["days_ago"] - 2), judged=True)
        self._appraise(
            opened, {"standing": "emerging", **row, "days_ago": max(0, row["days_ago"] - 16)}
        )


def _without_title(who: str) -> str:
    """'Chị Phạm Thị Út' → 'Phạm Thị Út': the file holds the name, the form of address does not."""
    first, _, rest = who.partition(" ")
    titles = {"ba", "ong", "chi", "anh", "co", "chu", "em", "bac", "di", "cu", "thay", "gia"}
    return rest if fold(first) in titles and rest[:1].isupper() else who
