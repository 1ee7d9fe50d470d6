"""The one settings file; everything that differs between places comes from the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from csp.constants import SELF

from jigai.config.databases import database_settings
from jigai.config.embedding import embedding_endpoint
from jigai.config.home import audit_key, channel_key, jigai_home, mail_server, secret_key
from jigai.config.mail import PATIENCE_S, read_mail_server

PACKAGE = Path(__file__).resolve().parent.parent
PROJECT = PACKAGE.parent.parent
HOME = jigai_home()

SECRET_KEY = secret_key(HOME)
DEBUG = os.environ.get("JIGAI_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("JIGAI_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("JIGAI_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "jigai.apps.audit",  # first: its migrate command also writes the history triggers
    "jigai.apps.reference",
    "jigai.apps.accounts",
    "jigai.apps.evidence",
    "jigai.apps.ledgers",
    "jigai.apps.bulk",
    "jigai.apps.registry",
    "jigai.apps.projects",
    "jigai.apps.vouchers",
    "jigai.apps.scoring",
    "jigai.apps.diagnosis",
    "jigai.apps.rounds",
    "jigai.apps.planning",
    "jigai.apps.badges",
    "jigai.apps.supply",
    "jigai.apps.cultivation",
    "jigai.apps.reminders",
    "jigai.apps.platforms",
    "jigai.apps.cooperation",
    "jigai.apps.matches",
    "jigai.apps.visits",
    "jigai.apps.support",
    "jigai.apps.warning",
    "jigai.apps.outcomes",
    "jigai.apps.impact",
    "jigai.apps.reports",
    "jigai.apps.annual_reports",
    "jigai.apps.portal",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "template_partials",
    "django_htmx",
    "csp",
    "rules",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "ninja",  # its docs page from local files
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "jigai.web.layout.language_of_parts.LanguageOfPartsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jigai.web.people.viewing.ViewerMiddleware",
    "jigai.web.people.viewing.SignedInMiddleware",
    "jigai.web.people.viewing.PreviewMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "jigai.web.uploads.LargestRequestMiddleware",
    "jigai.web.refusals.RefusalMiddleware",
]

ROOT_URLCONF = "jigai.config.urls"
WSGI_APPLICATION = "jigai.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jigai.web.layout.context.shell",
            ],
            "libraries": {"jigai": "jigai.web.layout.tags"},
            "builtins": [
                "jigai.web.layout.tags",
                "django.templatetags.i18n",
                "template_partials.templatetags.partials",
            ],
        },
    }
]

DATABASES: dict[str, dict[str, Any]] = {"default": database_settings(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "jigai.web.people.adapter.ClosedSignUp"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/5m/key"}  # second factors; passwords are axes' matter
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "jigai.web.people.closed.locked_out"
AXES_VERBOSE = False
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("JIGAI_HTTPS") == "1"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SESSION_COOKIE_SECURE else 0
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
        "base-uri": [SELF],
        "object-src": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("JIGAI_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static", PROJECT / "build" / "static"]
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

EXPORT_AT_ONCE_ROWS = int(os.environ.get("JIGAI_EXPORT_AT_ONCE_ROWS", "10000"))
LIST_EXPORT_TASK = "jigai.web.lists.making.make_export"
LIST_DIGEST_TASK = "jigai.web.lists.digest.make_digests"
EXPORT_KEPT_DAYS = int(os.environ.get("JIGAI_EXPORT_KEPT_DAYS", "7"))

AUDIT_KEY = audit_key(HOME)
CHANNEL_KEY = channel_key(HOME)

OWN_ADDRESSES = (
    os.environ.get("JIGAI_ADDRESS", ""),
    *CSRF_TRUSTED_ORIGINS,
    "http://127.0.0.1:8000",
)
SITE_ADDRESS = next(address for address in OWN_ADDRESSES if address).rstrip("/")
ROBOT_HOSTS = frozenset(h for h in os.environ.get("JIGAI_ROBOT_HOSTS", "").split(",") if h)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("JIGAI_MAIL_FROM", "")
MAIL_SERVER = read_mail_server(mail_server(HOME), sender=DEFAULT_FROM_EMAIL)
HAS_MAIL = bool(MAIL_SERVER.host)
EMAIL_BACKEND, EMAIL_TIMEOUT = MAIL_SERVER.backend, PATIENCE_S
EMAIL_HOST, EMAIL_PORT = MAIL_SERVER.host, MAIL_SERVER.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.user, MAIL_SERVER.password
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL_SERVER.is_tls_from_start, MAIL_SERVER.is_tls_later

EMBEDDING = embedding_endpoint(HOME)
EMBEDDING_MODEL = "jigai.exchange.embedding_model.EmbeddingModel"
EMBEDDING_FOLDER = HOME / "embeddings"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("JIGAI_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
