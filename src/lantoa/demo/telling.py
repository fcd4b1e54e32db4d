"""The demo's stories with their pictures, practices, adoptions and the plan's assignments."""

import io
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from lantoa.core.actors import SYSTEM
from lantoa.core.queue.worker import run_pending
from lantoa.demo import pictures
from lantoa.demo.content_files import Row, rows, stories
from lantoa.demo.files_of_people import PeopleLoader
from lantoa.places import queries as places
from lantoa.places.models import OrgUnit
from lantoa.planning import actions as planning
from lantoa.registry import actions as registry
from lantoa.registry.models import Practice
from lantoa.replication import actions as replication
from lantoa.stories import actions as stories_actions


class TellingLoader:
    """Goes on where `people` stopped."""

    def __init__(self, people: PeopleLoader) -> None:
        self.people, self.cast, self.day = people, people.cast, people.day
        self.practices: dict[str, Practice] = {}

    def load_practices(self) -> None:
        """The how-to cards, written soon after recognition."""
        ages = {row["key"]: row["days_ago"] for row in rows("exemplar")}
        for row in rows("practice"):
            exemplar = self.people.exemplars[row["exemplar"]]
            names = (
                "title",
                "slug",
                "summary",
                "steps",
                "conditions",
                "pitfalls",
                "cost",
                "cost_vnd",
                "time_needed",
                "contact",
            )
            self.practices[row["slug"]] = registry.write_practice(
                exemplar=exemplar,
                **{name: row[name] for name in names},
                by=self.cast.officer(exemplar.unit),
                at=self.day(max(0, ages[row["exemplar"]] - 2)),
            )

    def load_stories(self) -> None:
        """Written by one editor, approved by another; then everything that follows is done."""
        editor, second = self.cast.by_role["editor"], self.cast.by_role["second_editor"]
        for number, row in enumerate(sorted(stories(), key=lambda row: -row["days_ago"])):
            exemplar = self.people.exemplars[row["exemplar"]]
            at = self.day(row["days_ago"] + 0.2)
            story = stories_actions.draft_from_exemplar(exemplar=exemplar, by=SYSTEM, at=at)
            stories_actions.write(
                story=story,
                title=row["title"],
                slug=row["slug"],
                lead=row["lead"],
                summary=row.get("summary", ""),
                body=_body(row),
                section=row["section"],
                byline=row["byline"],
                illustrator=row["illustrator"],
                picture=self._picture(row, number),
                caption=row["picture"]["caption"],
                attachments=self._attachments(row),
                by=editor,
                at=at,
            )
            stories_actions.submit(story=story, by=editor, at=at)
            stories_actions.approve(story=story, by=second, at=self.day(row["days_ago"]))
            run_pending()

    def _picture(self, row: Row, seed: int) -> Any:
        scene = row["picture"]["scene"]
        body = pictures.as_png(pictures.draw(scene, seed=seed), width=1200)
        return stories_actions.add_picture(
            title=row["title"],
            file=io.BytesIO(body),
            name=f"{row['slug']}.png",
            alt_text=row["picture"]["alt"],
            author=row["illustrator"],
            rights="© Lan Tỏa Khánh Hòa; dùng lại được nếu ghi nguồn",
            is_drawing=True,
            by=self.cast.by_role["editor"],
            at=self.day(row["days_ago"]),
        )

    def _attachments(self, row: Row) -> list[Any]:
        return [
            stories_actions.add_document(
                title=file["title"],
                number=file["number"],
                issuer=file["issuer"],
                issued_on=self.day(file["issued_days_ago"]).date(),
                file=ContentFile(_paper(file), name=f"{row['slug']}-{position}.pdf"),
                by=self.cast.by_role["editor"],
                at=self.day(row["days_ago"]),
            )
            for position, file in enumerate(row.get("attachments", []), 1)
        ]

    def load_adoptions(self) -> None:
        """Who copied what, with which result."""
        for row in rows("adoption"):
            place = self.people.places[row["commune"]]
            unit = places.committee_of(place)
            officer, at = self.cast.officer(unit), self.day(row["days_ago"])
            adoption = replication.register(
                practice=self.practices[row["practice"]],
                adopter=row["adopter"],
                place=place,
                unit=unit,
                change=row["change"],
                by=officer,
                at=at,
            )
            if row["state"] in ("effective", "sustained"):
                self._results(adoption, row, officer)
            if row["state"] == "stopped":
                replication.stop(
                    adoption=adoption,
                    reason=row.get("result") or row["change"],
                    by=officer,
                    at=self.day(max(0, row["days_ago"] - 40)),
                )

    def _results(self, adoption: Any, row: Row, officer: Any) -> None:
        confirmed = row["confirmed_days_ago"]
        reporter = officer
        confirmer = self.cast.by_role["province_officer"]
        if reporter == confirmer:
            confirmer = self.cast.by_role["province_confirmer"]
        steps = [("confirm", confirmed + (30 if row["state"] == "sustained" else 0))]
        if row["state"] == "sustained":
            steps.append(("sustain", confirmed))
        for verb, days_ago in steps:
            replication.report_result(
                adoption=adoption,
                statement=row["result"],
                evidence_note=row["evidence"],
                by=reporter,
                at=self.day(min(row["days_ago"], days_ago + 3)),
            )
            getattr(replication, verb)(adoption=adoption, by=confirmer, at=self.day(days_ago))

    def load_assignments(self, plan: Any) -> None:
        """The plan's duties, with what was reported on them."""
        units = {unit.key: unit for unit in OrgUnit.objects.all()}
        officer = self.cast.by_role["province_officer"]
        latest = max(row["deadline_days"] for row in rows("assignment"))
        planning.prolong(
            plan=plan,
            period_end=self.people.now.date() + timedelta(days=latest),
            by=officer,
            at=self.day(341),
        )
        for position, row in enumerate(rows("assignment"), 1):
            deadline = self.people.now.date() + timedelta(days=row["deadline_days"])
            assignment = planning.assign(
                plan=plan,
                number=row["number"],
                group=row["group"],
                content=row["content"],
                unit=units[row["lead"]],
                supporting=[units[key] for key in row["supporting"]],
                deadline=deadline,
                product=row["product"],
                position=position,
                indicator=row.get("indicator", ""),
                target=row.get("target"),
                by=officer,
                at=self.day(340),
            )
            at = self.day(max(1, -row["deadline_days"] + 5))
            if row["state"] in ("doing", "done"):
                planning.begin(assignment=assignment, by=officer, at=at)
                planning.report_progress(
                    assignment=assignment,
                    progress=min(row["progress"], 99),
                    note=row["note"],
                    by=officer,
                    at=at,
                )
            if row["state"] == "done":
                planning.finish(assignment=assignment, note=row["note"], by=officer, at=at)


def _body(row: Row) -> list[tuple[str, Any]]:
    kinds = {"p": "paragraph", "h2": "heading"}
    body: list[tuple[str, Any]] = [(kinds[part["kind"]], part["text"]) for part in row["body"]]
    quote = {"text": row["pull"]["quote"], "by": row["pull"]["by"]}
    # After the middle, before the next heading: where a reader needs another voice.
    body.insert(len(body) * 2 // 3, ("quotation", quote))
    return body


def _paper(file: Row) -> bytes:
    """A one-page PDF that says plainly that it stands for a document of the demo."""
    import typst

    text = (
        '#set page(paper: "a4", margin: 25mm)\n#set text(size: 13pt, lang: "vi")\n'
        "#let facts = json(bytes(sys.inputs.facts))\n"
        "*#facts.number*\n\n#facts.issuer\n\n= #facts.title\n\n"
        "Bản minh họa của tỉnh mẫu; không phải văn bản thật.\n"
    )
    import json

    facts = {name: str(file[name]) for name in ("number", "issuer", "title")}
    done: bytes = typst.compile(text.encode(), sys_inputs={"facts": json.dumps(facts)})
    return done
