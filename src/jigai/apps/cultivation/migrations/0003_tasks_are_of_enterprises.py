import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("cultivation", "0002_effort_weights"),
        ("registry", "0003_certificates_may_be_revoked"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="laddertask", name="a_ladder_task_of_a_rule_comes_once"
        ),
        migrations.AlterField(
            model_name="laddertask",
            name="enterprise",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ladder_tasks",
                to="registry.enterprise",
            ),
        ),
    ]
