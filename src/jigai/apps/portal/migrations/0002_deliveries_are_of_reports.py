from django.db import migrations


class Migration(migrations.Migration):
    """The table stays under its name for its history; its rows are carried over by the setup."""

    dependencies = [
        ('portal', '0001_initial'),
        ('reports', '0004_one_table_of_deliveries'),
    ]

    operations = [
        migrations.AlterModelTable(name='delivery', table='portal_delivery'),
        migrations.RenameModel(old_name='Delivery', new_name='RetiredDelivery'),
    ]
