"""Tests: fast hashing, jobs at once, files in a folder of their own; DATABASE_URL still chooses the database."""

from lms.settings.base import *

SECRET_KEY = "tests-only"  # noqa: S105 - protects nothing outside a test run
DEMO_MODE = True
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MEDIA_ROOT = HOME / "test-media"
AXES_ENABLED = False
LOGGING = {**LOGGING, "root": {"handlers": ["console"], "level": "ERROR"}}
