"""One machine, one command: the embedded database and broker, and the demonstration's sign-ins."""

from lms.settings.base import *
from lms.settings.demo_clock import read_clock_shift

DEMO_MODE = True
SECRET_KEY = ENV.kept_secret_key()
ALLOWED_HOSTS = ENV.allowed_hosts or ["localhost", "127.0.0.1", "[::1]"]
CLOCK_SHIFT = read_clock_shift(HOME)
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = HOME / "mail"
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"]
