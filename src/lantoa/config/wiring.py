"""What follows from what, and what runs when. Nowhere else.

Recording an event enqueues its tasks in the same database transaction (`core.events`).
"""

#: Event kind → tasks that follow, each called with `subject_id` and `event_id`.
FOLLOWS: dict[str, tuple[str, ...]] = {
    "list.sent": ("lantoa.discovery.tasks.open_list",),
    "list.open": ("lantoa.discovery.tasks.check_list",),
    "list.begin": ("lantoa.discovery.tasks.import_list",),
    "indicators.ask": ("lantoa.discovery.tasks.judge_indicators",),
    "registry.recognised": (
        "lantoa.stories.tasks.draft_story",
        "lantoa.search.tasks.follow_exemplar",
    ),
    "registry.practice_written": ("lantoa.search.tasks.follow_exemplar",),
    "registry.practice_moved": ("lantoa.search.tasks.follow_exemplar",),
    "registry.consent_recorded": (
        "lantoa.publishing.tasks.follow_agreement",
        "lantoa.search.tasks.follow_exemplar",
    ),
    "registry.consent_withdrawn": (
        "lantoa.publishing.tasks.follow_consent",
        "lantoa.search.tasks.follow_exemplar",
    ),
    # Who must agree depends on age and on whether the person lives.
    "registry.life_described": (
        "lantoa.publishing.tasks.follow_consent",
        "lantoa.search.tasks.follow_exemplar",
    ),
    "rights.code_asked": ("lantoa.nominations.tasks.send_code",),
    "registry.erased": (
        "lantoa.publishing.tasks.follow_erasure",
        "lantoa.stories.tasks.follow_erasure",
        "lantoa.search.tasks.follow_erasure",
        "lantoa.discovery.tasks.follow_erasure",
    ),
    "registry.hold_placed": (
        "lantoa.publishing.tasks.follow_hold",
        "lantoa.search.tasks.follow_exemplar",
    ),
    "registry.hold_lifted": (
        "lantoa.publishing.tasks.follow_lift",
        "lantoa.search.tasks.follow_exemplar",
    ),
    "registry.revoked": (
        "lantoa.publishing.tasks.follow_revocation",
        "lantoa.search.tasks.follow_exemplar",
    ),
    "registry.merged": ("lantoa.search.tasks.follow_exemplar",),
    "registry.split": ("lantoa.search.tasks.follow_exemplar",),
    "duplicates.search_asked": ("lantoa.discovery.tasks.find_duplicates",),
    "planning.document_enacted": ("lantoa.search.tasks.follow_planning",),
    "planning.document_revised": ("lantoa.search.tasks.follow_planning",),
    "planning.plan_opened": ("lantoa.search.tasks.follow_planning",),
    "planning.plan_moved": ("lantoa.search.tasks.follow_planning",),
    "old_file.kept": ("lantoa.discovery.tasks.read_old_file",),
    "story.approved": ("lantoa.publishing.tasks.publish_story",),
    "story.unpublished": ("lantoa.publishing.tasks.withdraw_story",),
    "publication.published": (
        "lantoa.search.tasks.follow_publication",
        "lantoa.publishing.tasks.send_deliveries",
        "lantoa.publishing.tasks.announce",
    ),
    "publication.revised": (
        "lantoa.search.tasks.follow_publication",
        "lantoa.publishing.tasks.send_deliveries",
        "lantoa.publishing.tasks.announce",
    ),
    "publication.pictures_left_out": (
        "lantoa.search.tasks.follow_publication",
        "lantoa.publishing.tasks.send_deliveries",
        "lantoa.publishing.tasks.announce",
    ),
    "publication.widened": ("lantoa.publishing.tasks.send_deliveries",),
    "publication.republish": (
        "lantoa.search.tasks.follow_publication",
        "lantoa.publishing.tasks.send_deliveries",
        "lantoa.publishing.tasks.announce",
    ),
    "publication.resume": (
        "lantoa.search.tasks.follow_publication",
        "lantoa.publishing.tasks.send_deliveries",
        "lantoa.publishing.tasks.announce",
    ),
    "publication.hold": (
        "lantoa.publishing.tasks.recall_deliveries",
        "lantoa.search.tasks.follow_publication",
        "lantoa.publishing.tasks.announce",
    ),
    "publication.withdraw": (
        "lantoa.publishing.tasks.recall_deliveries",
        "lantoa.search.tasks.follow_publication",
        "lantoa.publishing.tasks.announce",
    ),
}

#: Kinds of events (by their beginning) that leave every public page as it is. All others, also
#: kinds that are new here, end the pages kept ready-made (`core.generation`).
QUIET: tuple[str, ...] = (
    "lead.", "list.", "nomination.", "duplicates.", "pair.", "indicators.", "old_file.", "accounts.",
    "registry.contact_set", "registry.took_in", "registry.gave_back", "registry.contact_seen",
    "rights.", "audit.",
    "complaint.contact_seen", "complaint.contact_shown", "complaint.contact_erased",
    "story.editing_prepared", "story.drafted", "story.written", "story.submitted",
    "story.picture_added", "story.document_added",
    "criteria.", "panel.", "opinion.", "calendar.", "complaint.escalated",
    "delivery.send", "delivery.fail", "delivery.retry", "delivery.requeue", "delivery.target_",
)  # fmt: skip

#: Name → (task, cron expression in the platform's time zone).
SCHEDULE: dict[str, tuple[str, str]] = {
    "fold-visits": ("lantoa.reach.tasks.fold_visits", "* * * * *"),
    "refresh-search": ("lantoa.search.tasks.refresh_search", "40 2 * * *"),
    "sweep-search": ("lantoa.search.tasks.sweep_search", "50 2 * * *"),
    "find-duplicates": ("lantoa.discovery.tasks.find_duplicates_nightly", "10 2 * * *"),
    "drop-originals": ("lantoa.discovery.tasks.drop_originals", "30 3 * * *"),
    "sweep-rights-codes": ("lantoa.nominations.tasks.sweep_codes", "10 3 * * *"),
    "follow-comment-days": ("lantoa.nominations.tasks.follow_calendar", "5 0 * * *"),
    "escalate-complaints": ("lantoa.nominations.tasks.escalate_complaints", "15 0 * * *"),
    "sweep-files": ("lantoa.core.tasks.sweep_files", "20 3 * * *"),
    "sweep-drafts": ("lantoa.portal.tasks.sweep_drafts", "10 * * * *"),
    "sweep-deliveries": ("lantoa.publishing.tasks.sweep_deliveries", "*/5 * * * *"),
}

#: What runs beside each worker, in a thread of its own, until told to stop.
COMPANIONS: tuple[str, ...] = ("lantoa.search.keeper.run",)
