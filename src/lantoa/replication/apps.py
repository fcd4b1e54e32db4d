"""Django's entry to the module."""

from django.apps import AppConfig


class ReplicationConfig(AppConfig):
    name = "lantoa.replication"
    label = "replication"
    verbose_name = "Nhân rộng"
