from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0005_criteria'),
    ]

    operations = [
        migrations.AddField(
            model_name='privacyrule',
            name='original_days',
            field=models.PositiveSmallIntegerField(default=30, verbose_name='giữ bản gốc danh sách, tệp cũ, ngày'),
        ),
    ]
