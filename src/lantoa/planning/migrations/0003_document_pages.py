"""Documents get a page, a file and words to be found by; those there are filled in."""

import django.db.models.deletion
from django.db import migrations, models

from lantoa.vietnamese import fold, slugify


def fill(apps, schema_editor):
    LegalDocument = apps.get_model("planning", "LegalDocument")
    taken = set()
    for document in LegalDocument.objects.order_by("pk"):
        plain = slugify(document.number.replace("/", " "))[:90]
        tries = [plain, f"{plain}-{document.issued_on:%Y}", f"{plain}-{document.pk}"]
        document.slug = next(slug for slug in tries if slug not in taken)
        taken.add(document.slug)
        words = (document.number, document.kind, document.issuer, document.abstract, document.signed_by)
        document.folded = " ".join(fold(" ".join(words)).split())
        document.save(update_fields=["slug", "folded"])


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("planning", "0002_movement"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="legaldocument", options={"ordering": ["-issued_on", "-pk"]}
        ),
        migrations.AddField(
            "legaldocument", "slug", models.SlugField(max_length=120, null=True, db_index=False)
        ),
        migrations.AddField(
            "legaldocument", "folded", models.TextField(default="", editable=False)
        ),
        migrations.AddField(
            "legaldocument",
            "is_public",
            models.BooleanField(default=True, verbose_name="ai cũng đọc được"),
        ),
        migrations.AddField(
            "legaldocument",
            "file",
            models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="+", to="core.storedfile",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            "legaldocument", "slug", models.SlugField(max_length=120, unique=True)
        ),
    ]
