import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('curricula', '0001_initial'),
        ('foundation', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('mode', models.CharField(choices=[('guided', 'Guided'), ('practice', 'Practice'), ('assessed', 'Assessed')], default='practice', max_length=10, verbose_name='mode')),
                ('seed', models.PositiveIntegerField(default=0, verbose_name='seed')),
                ('status', models.CharField(choices=[('open', 'Open'), ('handed_in', 'Handed in'), ('abandoned', 'Started again')], default='open', max_length=10, verbose_name='status')),
                ('token', models.UUIDField(verbose_name='token of the start')),
                ('started_at', models.DateTimeField(verbose_name='started at')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished at')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drill_attempts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'drill attempt',
                'verbose_name_plural': 'drill attempts',
                'ordering': ['-started_at'],
            },
        ),
        migrations.CreateModel(
            name='GradeResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('score', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='score')),
                ('earned', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='expectations met')),
                ('pass_score', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='pass mark')),
                ('passed', models.BooleanField(verbose_name='passed')),
                ('critical_failures', models.JSONField(default=list)),
                ('error_count', models.PositiveSmallIntegerField(default=0, verbose_name='refused attempts')),
                ('rework_count', models.PositiveSmallIntegerField(default=0, verbose_name='steps taken back')),
                ('virtual_minutes', models.PositiveIntegerField(verbose_name='virtual minutes')),
                ('dataset_ref', models.CharField(max_length=120, verbose_name='dataset')),
                ('engine_version', models.CharField(max_length=20, verbose_name='engine')),
                ('journal_hash', models.CharField(max_length=64, verbose_name='journal')),
                ('state_digest', models.CharField(max_length=64, verbose_name='end state')),
                ('content', models.JSONField(default=dict)),
                ('graded_at', models.DateTimeField(verbose_name='graded at')),
                ('attempt', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='grade', to='scenarios.attempt')),
            ],
            options={
                'verbose_name': 'drill result',
                'verbose_name_plural': 'drill results',
                'ordering': ['-graded_at'],
            },
        ),
        migrations.CreateModel(
            name='Scenario',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10, unique=True, verbose_name='code')),
                ('title_zh', models.CharField(max_length=200)),
                ('title_en', models.CharField(max_length=200)),
                ('summary_zh', models.CharField(max_length=300)),
                ('summary_en', models.CharField(max_length=300)),
                ('difficulty', models.PositiveSmallIntegerField(choices=[(1, '1 Basic'), (2, '2 With a twist'), (3, '3 Demanding')], verbose_name='difficulty')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='usual minutes')),
                ('is_first_release', models.BooleanField(default=False, verbose_name='first release')),
                ('status', models.CharField(choices=[('built', 'Ready to play'), ('planned', 'Planned')], default='planned', max_length=8, verbose_name='state')),
                ('chain', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='drills', to='curricula.chain')),
                ('job_roles', models.ManyToManyField(blank=True, related_name='drills', to='curricula.jobrole')),
                ('steps', models.ManyToManyField(blank=True, related_name='drills', to='curricula.step')),
            ],
            options={
                'verbose_name': 'drill',
                'verbose_name_plural': 'drills',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='DrillItem',
            fields=[
                ('learningitem_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='curricula.learningitem')),
                ('scenario', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='scenarios.scenario')),
            ],
            options={
                'verbose_name': 'drill in an activity',
                'verbose_name_plural': 'drills in activities',
            },
            bases=('curricula.learningitem',),
        ),
        migrations.CreateModel(
            name='ScenarioVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(max_length=20, verbose_name='version')),
                ('source', models.TextField(verbose_name='text')),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('dataset_ref', models.CharField(max_length=120, verbose_name='dataset')),
                ('published_at', models.DateTimeField(verbose_name='published at')),
                ('scenario', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='scenarios.scenario')),
            ],
            options={
                'verbose_name': 'drill version',
                'verbose_name_plural': 'drill versions',
                'ordering': ['scenario', '-published_at', '-id'],
                'constraints': [models.UniqueConstraint(fields=('scenario', 'version'), name='drill_version_published_once')],
            },
        ),
        migrations.AddField(
            model_name='attempt',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='scenarios.scenarioversion'),
        ),
        migrations.CreateModel(
            name='GradeMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('code', models.CharField(max_length=10, verbose_name='expectation')),
                ('group', models.CharField(max_length=10)),
                ('title_zh', models.CharField(max_length=300)),
                ('title_en', models.CharField(max_length=300)),
                ('found_zh', models.TextField()),
                ('found_en', models.TextField()),
                ('weight', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='weight')),
                ('points', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='points')),
                ('is_met', models.BooleanField()),
                ('is_critical', models.BooleanField()),
                ('clause', models.CharField(blank=True, max_length=80)),
                ('procedure', models.CharField(blank=True, max_length=80)),
                ('seqs', models.JSONField(default=list)),
                ('confidence', models.CharField(blank=True, max_length=10)),
                ('is_confident_and_wrong', models.BooleanField(default=False)),
                ('result', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='scenarios.graderesult')),
            ],
            options={
                'verbose_name': 'mark',
                'verbose_name_plural': 'marks',
                'ordering': ['result', 'position'],
                'indexes': [models.Index(fields=['code', 'is_met'], name='mark_missed')],
                'constraints': [models.UniqueConstraint(fields=('result', 'code'), name='mark_once_in_result')],
            },
        ),
        migrations.CreateModel(
            name='JournalRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.PositiveIntegerField(verbose_name='number')),
                ('command', models.CharField(max_length=40, verbose_name='command')),
                ('outcome', models.CharField(max_length=10, verbose_name='outcome')),
                ('content', models.TextField(verbose_name='entry as JSON')),
                ('prev_hash', models.CharField(max_length=64, verbose_name='hash before')),
                ('hash', models.CharField(max_length=64, verbose_name='hash')),
                ('token', models.UUIDField(blank=True, null=True, verbose_name='token of the press')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='scenarios.attempt')),
            ],
            options={
                'verbose_name': 'journal row',
                'verbose_name_plural': 'journal rows',
                'ordering': ['attempt', 'seq'],
                'constraints': [models.UniqueConstraint(fields=('attempt', 'seq'), name='journal_row_numbered_once'), models.UniqueConstraint(fields=('attempt', 'token'), name='journal_row_posted_once_per_token')],
            },
        ),
        migrations.AddIndex(
            model_name='attempt',
            index=models.Index(fields=['person', 'version', 'status'], name='attempt_of_person'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.UniqueConstraint(fields=('person', 'token'), name='attempt_started_once_per_token'),
        ),
    ]
