from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0004_gathering'),
    ]

    operations = [
        migrations.AddField(
            model_name='publication',
            name='unpictured_from',
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
    ]
