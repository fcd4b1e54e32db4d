"""Loads the living demo province, to a stage."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from lantoa.core.actors import SYSTEM
from lantoa.core.queue.worker import run_pending
from lantoa.demo import public_life
from lantoa.demo.checking import load_criteria, load_panel_and_comment
from lantoa.demo.complaints import load_complaints
from lantoa.demo.duplicates import load_duplicates
from lantoa.demo.files_of_people import PeopleLoader
from lantoa.demo.people import Cast, load_organisations, load_people
from lantoa.demo.stages import Stage
from lantoa.demo.telling import TellingLoader
from lantoa.demo.visits import load_visits
from lantoa.planning import actions as planning
from lantoa.search import actions as search

#: What readers of the invented province looked for in vain, and how often.
MISSED = {"nuôi chồn hương": 4, "máy bay phun thuốc": 3, "tái chế lưới ma": 2, "nghề đan gùi": 2}
ACCOUNTS_FILE = "demo-accounts.json"


def load(*, now: datetime, stage: Stage, home: Path, say: Callable[[str], None]) -> Cast:
    """Fill an empty platform with the invented year before `now`. Gives the accounts made.

    Everything is made by the actions its users would take. One transaction holds it all: a
    start that is cut off leaves nothing half done, and the next one begins anew.
    """
    now = timezone.localtime(now)  # its days are those of the province, also soon after midnight
    since = (now - timedelta(days=400)).date()
    with transaction.atomic():
        load_organisations(since, now)
        cast = load_people(since, now)
        people = PeopleLoader(cast, now, stage)
        load_criteria(people)
        say("tin báo và hồ sơ…")
        people.load_exemplars()
        people.load_leads()
        load_duplicates(people)
        if stage >= Stage.APPRAISING:
            load_panel_and_comment(people)
        telling = TellingLoader(people)
        public_life.load_site_contact(now)
        public_life.load_movement(people)
        telling.load_assignments(planning.load_plan_1068(by=SYSTEM, at=now))
        if stage >= Stage.RECOGNISED:
            telling.load_practices()
        if stage >= Stage.PUBLISHED:
            say("câu chuyện, tranh và các kênh…")
            telling.load_stories()
            load_complaints(people)
            public_life.load_gatherings(people)
        if stage >= Stage.ADOPTED:
            telling.load_adoptions()
        run_pending()
        for q, times in MISSED.items():
            for _ in range(times):
                search.note_miss(q=q, day=now.date())
    if stage >= Stage.PUBLISHED:
        load_visits(now)
    _write_accounts(home, cast)
    return cast


def _write_accounts(home: Path, cast: Cast) -> None:
    path = home / ACCOUNTS_FILE
    path.touch(mode=0o600)
    path.write_text(json.dumps(cast.accounts, ensure_ascii=False, indent=2), "utf-8")
