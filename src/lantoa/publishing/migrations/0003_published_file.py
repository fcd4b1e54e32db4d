"""A row for each file a publication lets readers fetch, also for what is out already."""

import django.db.models.deletion
from django.db import migrations, models


def fill(apps, schema_editor):
    Publication = apps.get_model("publishing", "Publication")
    PublishedFile = apps.get_model("publishing", "PublishedFile")
    for publication in Publication.objects.only("pk", "content").iterator(chunk_size=200):
        frozen = publication.content or {}
        pictures = [frozen.get("picture")]
        pictures += [block.get("picture") for block in frozen.get("blocks", [])]
        names = {picture["file"] for picture in pictures if picture}
        names |= {attachment["path"] for attachment in frozen.get("attachments", [])}
        PublishedFile.objects.bulk_create(
            PublishedFile(publication=publication, name=name) for name in sorted(names)
        )


class Migration(migrations.Migration):
    dependencies = [("publishing", "0002_initial")]

    operations = [
        migrations.CreateModel(
            name="PublishedFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(db_index=True, max_length=255)),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="publishing.publication",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "name"), name="one_row_a_public_file")
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
