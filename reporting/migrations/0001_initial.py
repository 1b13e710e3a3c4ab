import django.db.models.deletion
import django.db.models.functions.comparison
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('curricula', '0001_initial'),
        ('foundation', '0001_initial'),
        ('foundation', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='CoverageState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('newest_assignment', models.BigIntegerField()),
                ('newest_audit_entry', models.BigIntegerField()),
                ('refreshed_at', models.DateTimeField()),
                ('go_live', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='coverage_state', to='curricula.golive')),
            ],
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.PositiveIntegerField(unique=True)),
                ('taken_at', models.DateTimeField()),
                ('recommendation', models.CharField(max_length=12)),
                ('score', models.DecimalField(decimal_places=1, max_digits=5)),
                ('figures', models.JSONField()),
                ('lists', models.JSONField()),
                ('previous_digest', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64)),
                ('go_live', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='curricula.golive')),
                ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'snapshot',
                'verbose_name_plural': 'snapshots',
                'ordering': ['-number'],
                'indexes': [models.Index(fields=['go_live', '-number'], name='snapshots_of_go_live')],
            },
        ),
        migrations.CreateModel(
            name='GoLiveDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('verdict', models.CharField(choices=[('go', 'Go'), ('conditional', 'Conditional go'), ('no_go', 'No-go')], max_length=12, verbose_name='decision')),
                ('reason', models.TextField(verbose_name='reason')),
                ('decided_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='go_live_decisions', to=settings.AUTH_USER_MODEL)),
                ('signature', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.signature')),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='reporting.snapshot')),
            ],
            options={
                'verbose_name': 'decision',
                'verbose_name_plural': 'decisions',
                'ordering': ['decided_at'],
                'constraints': [models.UniqueConstraint(fields=('snapshot', 'person'), name='one_decision_per_snapshot_and_person')],
            },
        ),
        migrations.CreateModel(
            name='ThresholdMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('dimension', models.CharField(max_length=40)),
                ('old_green', models.DecimalField(decimal_places=1, max_digits=5)),
                ('old_amber', models.DecimalField(decimal_places=1, max_digits=5)),
                ('new_green', models.DecimalField(decimal_places=1, max_digits=5)),
                ('new_amber', models.DecimalField(decimal_places=1, max_digits=5)),
                ('is_after_lock', models.BooleanField()),
                ('moved_at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('go_live', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='threshold_moves', to='curricula.golive')),
                ('moved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['moved_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CoverageCell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grain', models.CharField(choices=[('all', 'All'), ('chain', 'Chain'), ('job_role', 'Job Role')], max_length=10)),
                ('asked', models.PositiveIntegerField()),
                ('met', models.PositiveIntegerField()),
                ('waived', models.PositiveIntegerField()),
                ('critical_asked', models.PositiveIntegerField()),
                ('critical_met', models.PositiveIntegerField()),
                ('exams_asked', models.PositiveIntegerField()),
                ('exams_met', models.PositiveIntegerField()),
                ('recommended_asked', models.PositiveIntegerField()),
                ('recommended_met', models.PositiveIntegerField()),
                ('sources', models.PositiveIntegerField()),
                ('people', models.PositiveIntegerField()),
                ('complete', models.PositiveIntegerField()),
                ('in_scope', models.PositiveIntegerField()),
                ('chain', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='curricula.chain')),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='curricula.department')),
                ('go_live', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='curricula.golive')),
                ('job_role', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='curricula.jobrole')),
                ('site', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='curricula.site')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('go_live'), models.F('grain'), django.db.models.functions.comparison.Coalesce('department', 0), django.db.models.functions.comparison.Coalesce('site', 0), django.db.models.functions.comparison.Coalesce('chain', 0), django.db.models.functions.comparison.Coalesce('job_role', 0), name='coverage_cell_once')],
            },
        ),
        migrations.CreateModel(
            name='CoverageRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grain', models.CharField(choices=[('all', 'All'), ('chain', 'Chain'), ('job_role', 'Job Role')], max_length=10)),
                ('asked', models.PositiveIntegerField(default=0)),
                ('met', models.PositiveIntegerField(default=0)),
                ('waived', models.PositiveIntegerField(default=0)),
                ('critical_asked', models.PositiveIntegerField(default=0)),
                ('critical_met', models.PositiveIntegerField(default=0)),
                ('exams_asked', models.PositiveIntegerField(default=0)),
                ('exams_met', models.PositiveIntegerField(default=0)),
                ('recommended_asked', models.PositiveIntegerField(default=0)),
                ('recommended_met', models.PositiveIntegerField(default=0)),
                ('sources', models.PositiveIntegerField(default=0)),
                ('chain', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='curricula.chain')),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='curricula.department')),
                ('go_live', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='curricula.golive')),
                ('job_role', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='curricula.jobrole')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('shift', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='curricula.shift')),
                ('site', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='curricula.site')),
            ],
            options={
                'indexes': [models.Index(fields=['go_live', 'grain', 'department', 'site'], name='coverage_rows_of_department'), models.Index(fields=['person'], name='coverage_rows_of_person')],
                'constraints': [models.UniqueConstraint(models.F('go_live'), models.F('person'), models.F('grain'), django.db.models.functions.comparison.Coalesce('chain', 0), django.db.models.functions.comparison.Coalesce('job_role', 0), name='coverage_row_once')],
            },
        ),
        migrations.CreateModel(
            name='DecisionMitigation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dimension', models.CharField(max_length=40)),
                ('text', models.TextField(verbose_name='mitigation')),
                ('due_on', models.DateField(verbose_name='until')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mitigations', to='reporting.golivedecision')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('decision', 'dimension'), name='one_mitigation_per_item')],
            },
        ),
    ]
