from django.db import migrations, models

import lantoa.core.sealed


class Migration(migrations.Migration):

    dependencies = [
        ('nominations', '0007_checking'),
    ]

    operations = [
        migrations.AddField(
            model_name='lead',
            name='contact_erased_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='complaint',
            name='contact_erased_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='opinion',
            name='contact_erased_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='rightsrequest',
            name='erased_names',
            field=lantoa.core.sealed.SealedJSONField(default=list, editable=False),
        ),
    ]
