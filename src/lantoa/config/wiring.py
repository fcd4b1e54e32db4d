"""What follows from what, and what runs when. Nowhere else.

Recording an event enqueues its tasks in the same database transaction (`core.events`).
"""

#: Event kind → tasks that follow, each called with `subject_id` and `event_id`.
FOLLOWS: dict[str, tuple[str, ...]] = {
    "registry.recognised": (
        "lantoa.stories.tasks.draft_story",
        "lantoa.search.tasks.follow_exemplar",
    ),
    "registry.practice_written": ("lantoa.search.tasks.follow_exemplar",),
    "registry.practice_moved": ("lantoa.search.tasks.follow_exemplar",),
    "registry.consent_recorded": ("lantoa.search.tasks.follow_exemplar",),
    "registry.consent_withdrawn": (
        "lantoa.publishing.tasks.follow_consent",
        "lantoa.search.tasks.follow_exemplar",
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
    "lead.", "nomination.", "old_file.", "accounts.", "registry.contact_set",
    "story.editing_prepared", "story.drafted", "story.written", "story.submitted",
    "story.picture_added", "story.document_added",
    "delivery.send", "delivery.fail", "delivery.retry", "delivery.requeue", "delivery.target_",
)  # fmt: skip

#: Name → (task, cron expression in the platform's time zone).
SCHEDULE: dict[str, tuple[str, str]] = {
    "fold-visits": ("lantoa.reach.tasks.fold_visits", "* * * * *"),
    "refresh-search": ("lantoa.search.tasks.refresh_search", "40 2 * * *"),
    "sweep-search": ("lantoa.search.tasks.sweep_search", "50 2 * * *"),
    "sweep-files": ("lantoa.core.tasks.sweep_files", "20 3 * * *"),
    "sweep-deliveries": ("lantoa.publishing.tasks.sweep_deliveries", "*/5 * * * *"),
}

#: What runs beside each worker, in a thread of its own, until told to stop.
COMPANIONS: tuple[str, ...] = ("lantoa.search.keeper.run",)
