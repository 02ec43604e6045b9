"""Settings of the site. Everything that differs between installations comes from the environment; see docs/reference."""

from pathlib import Path
from urllib.parse import urlsplit

from daseinswerk import __version__
from daseinswerk.config import environment as env
from daseinswerk.config.databases import database
from daseinswerk.config.mail import SECONDS, read_mail, site_address
from daseinswerk.config.sqlite import use_sound_sqlite

use_sound_sqlite()

PACKAGE = Path(__file__).resolve().parent.parent
HOME = env.home()
HOME.mkdir(parents=True, exist_ok=True)
VERSION = __version__

DEBUG = False
SECRET_KEY = env.text("DASEINSWERK_SECRET_KEY") or env.secret_key(HOME)
# The site answers on loopback unless the operator names its host.
ALLOWED_HOSTS = [*env.words("DASEINSWERK_HOSTS"), "127.0.0.1", "localhost", "[::1]"]
BEHIND_TLS = env.flag("DASEINSWERK_TLS")
PROXY = env.text("DASEINSWERK_PROXY", "127.0.0.1")  # whose X-Forwarded headers count, once there is TLS

# Which full-text index: `embedded` (in SQLite), `large` (beside the database); empty: what fits the database.
SEARCH = env.choice("DASEINSWERK_SEARCH", ("", "embedded", "large"))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "rules.apps.AutodiscoverRulesConfig",
    "daseinswerk.design",
    "daseinswerk.apps.office",
    "daseinswerk.apps.places",
    "daseinswerk.apps.library",
    "daseinswerk.apps.practices",
    "daseinswerk.apps.mandate",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "daseinswerk.apps.office.middleware.DenyByDefault",
    "daseinswerk.apps.office.middleware.PrivatePagesAreNotStored",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "daseinswerk.config.urls"
WSGI_APPLICATION = "daseinswerk.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "daseinswerk.apps.mandate.context.frame",
            ],
        },
    }
]

DATABASES = {"default": database(env.text("DASEINSWERK_DATABASE"), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "office.User"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "todo"
LOGOUT_REDIRECT_URL = "mandate"
AUTHENTICATION_BACKENDS = ["rules.permissions.ObjectPermissionBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "daseinswerk.apps.office.hashing.Argon2id",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_NAME = "__Host-session" if BEHIND_TLS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if BEHIND_TLS else "csrf"
SECURE_HSTS_SECONDS = 31536000 if BEHIND_TLS else 0
# No SECURE_PROXY_SSL_HEADER: `serve` lets waitress take the scheme from the proxy it trusts, and drop the header of all others.
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in env.words("DASEINSWERK_HOSTS")] if BEHIND_TLS else []

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # KERN's icons are data addresses inside its own style sheet
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}

LANGUAGE_CODE = "de"  # also what the command line, mails and everything stored speak
LANGUAGES = [("de", "Deutsch"), ("en", "English")]  # by the switch in the foot, else as the browser asks
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE, LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SECURE = "Lax", True, BEHIND_TLS
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False  # numbers in addresses must stay plain; figures go through the filters of design

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "daseinswerk.config.static.Storage"},
}
# Originals are never served as media: the view hands them out as downloads with a sandbox policy.
ORIGINALS = HOME / "originals"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 500

_mail = read_mail(env.text("DASEINSWERK_MAIL"), HOME / "mail")
MAIL_AS_FILES = bool(_mail.folder)
EMAIL_BACKEND, EMAIL_FILE_PATH, EMAIL_TIMEOUT = _mail.backend, _mail.folder or None, SECONDS
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.host, _mail.port, _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.starttls, _mail.tls
SITE_ADDRESS = site_address(env.text("DASEINSWERK_ADDRESS"), env.words("DASEINSWERK_HOSTS"), BEHIND_TLS)
DEFAULT_FROM_EMAIL = env.text("DASEINSWERK_MAIL_FROM") or f"daseinswerk@{urlsplit(SITE_ADDRESS).hostname}"

# `demo` shows its accounts on the sign-in page, and only while the site is bound to loopback.
DEMO = env.flag("DASEINSWERK_DEMO")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
