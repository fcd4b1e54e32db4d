from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0005_calendar'),
    ]

    operations = [
        migrations.AddField(
            model_name='storedfile',
            name='is_sealed',
            field=models.BooleanField(default=False),
        ),
    ]
