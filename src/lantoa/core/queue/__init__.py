"""What django-tasks-db leaves open: lease, reaper, retry with back-off, schedule, heartbeat."""
