import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import lantoa.core.sealed
from lantoa.core.sealed import rewrite_files, rewrite_table

TABLES = (("discovery_listrow", "cells"), ("discovery_oldfile", "preview"))


def seal(apps, schema_editor):
    """Files on the disk are sealed by the nightly task: a migration leaves the disk alone."""
    old_file = apps.get_model("discovery", "OldFile")
    for pk, name in old_file.objects.values_list("pk", "file__name"):
        old_file.objects.filter(pk=pk).update(name=name or "")
    for table, column in TABLES:
        rewrite_table(schema_editor, table, [column], sealed=True)
    rewrite_files(schema_editor, "discovery_listfile", "data", sealed=True)


def open_again(apps, schema_editor):
    for table, column in TABLES:
        rewrite_table(schema_editor, table, [column], sealed=False)
    rewrite_files(schema_editor, "discovery_listfile", "data", sealed=False)


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0006_sealed_files'),
        ('discovery', '0005_old_files'),
    ]

    # The days for which an original is kept run from the upgrade on: nothing goes unannounced.
    operations = [
        migrations.AddField(
            model_name='listupload',
            name='touched_at',
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='oldfile',
            name='name',
            field=models.CharField(default='', max_length=200, verbose_name='tệp'),
        ),
        migrations.AddField(
            model_name='oldfile',
            name='touched_at',
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='listfile',
            name='data',
            field=lantoa.core.sealed.SealedBytesField(),
        ),
        migrations.AlterField(
            model_name='listrow',
            name='cells',
            field=lantoa.core.sealed.SealedJSONField(default=list),
        ),
        migrations.AlterField(
            model_name='listrow',
            name='verdict',
            field=models.CharField(choices=[('waiting', 'Chưa soát'), ('good', 'Nhập được'), ('bad', 'Cần sửa'), ('known', 'Đã có từ trước'), ('imported', 'Đã nhập'), ('erased', 'Đã xóa theo yêu cầu')], default='waiting', max_length=10),
        ),
        migrations.AlterField(
            model_name='oldfile',
            name='file',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='old_files', to='core.storedfile'),
        ),
        migrations.AlterField(
            model_name='oldfile',
            name='preview',
            field=lantoa.core.sealed.SealedJSONField(default=list),
        ),
        migrations.RunPython(seal, open_again),
    ]
