import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('foundation', '0001_initial'),
        ('foundation', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='PeopleImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('file_name', models.CharField(max_length=200, verbose_name='file')),
                ('digest', models.CharField(max_length=64, verbose_name='digest (SHA-256)')),
                ('content', models.BinaryField(null=True)),
                ('is_complete', models.BooleanField(default=False, verbose_name='complete')),
                ('state', models.CharField(choices=[('reading', 'Being read'), ('dry_run', 'Dry run'), ('applied', 'Applied'), ('undone', 'Undone'), ('refused', 'Refused')], default='reading', max_length=10, verbose_name='state')),
                ('columns', models.JSONField(default=list)),
                ('file_faults', models.JSONField(default=list)),
                ('added', models.PositiveIntegerField(default=0, verbose_name='added')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='changed')),
                ('ended', models.PositiveIntegerField(default=0, verbose_name='ended')),
                ('unchanged', models.PositiveIntegerField(default=0, verbose_name='unchanged')),
                ('errors', models.PositiveIntegerField(default=0, verbose_name='to correct')),
                ('plan_digest', models.CharField(blank=True, max_length=64)),
                ('received_at', models.DateTimeField(verbose_name='received')),
                ('applied_at', models.DateTimeField(null=True, verbose_name='applied')),
                ('undone_at', models.DateTimeField(null=True, verbose_name='undone')),
                ('undo_reason', models.TextField(blank=True)),
                ('applied_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('job', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='foundation.job')),
                ('received_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'people import',
                'verbose_name_plural': 'people imports',
                'ordering': ['-received_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PeopleImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField(verbose_name='row')),
                ('number', models.CharField(blank=True, max_length=400, verbose_name='number')),
                ('name', models.CharField(blank=True, max_length=400, verbose_name='name')),
                ('kind', models.CharField(choices=[('added', 'added'), ('changed', 'changed'), ('ended', 'ended'), ('unchanged', 'unchanged'), ('error', 'to be corrected')], max_length=10, verbose_name='what happens')),
                ('cells', models.JSONField(default=dict)),
                ('faults', models.JSONField(default=list)),
                ('acts', models.JSONField(default=list)),
                ('people_import', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='exchange.peopleimport')),
            ],
            options={
                'ordering': ['people_import', 'pk'],
                'indexes': [models.Index(fields=['people_import', 'kind'], name='import_rows_by_kind')],
            },
        ),
    ]
