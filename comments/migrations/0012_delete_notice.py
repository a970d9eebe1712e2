from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("comments", "0011_former_followers")]

    operations = [migrations.DeleteModel(name="Notice")]
