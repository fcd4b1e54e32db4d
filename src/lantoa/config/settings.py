"""Django settings. What differs between installations is in `environment.py`."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from lantoa.config import environment

try:
    ENV = environment.read()
    LANTOA_CONTACT_KEYS = environment.contact_keys(ENV.contact_key, ENV.home)
except environment.EnvironmentProblem as problem:
    raise ImproperlyConfigured(str(problem)) from None

PACKAGE = Path(__file__).resolve().parent.parent
LANTOA_HOME = ENV.home
LANTOA_HOME.mkdir(parents=True, exist_ok=True)
SECRET_KEY = ENV.secret_key or environment.kept_secret(ENV.home)
DEBUG = ENV.debug
ALLOWED_HOSTS = [host.strip() for host in ENV.hosts.split(",") if host.strip()]
if urlsplit(ENV.base_url).hostname:
    ALLOWED_HOSTS.append(str(urlsplit(ENV.base_url).hostname))
CSRF_TRUSTED_ORIGINS = [ENV.base_url]
CSRF_FAILURE_VIEW = "lantoa.portal.views.errors.forged"
LANTOA_BASE_URL = ENV.base_url
LANTOA_PROVINCE = ENV.province
LANTOA_PROXIES = ENV.proxies
LANTOA_VISITS_BEFORE = ENV.visits_before
LANTOA_INDEXNOW_KEY = ENV.indexnow_key
LANTOA_INDEXNOW_ENDPOINTS = [
    one for one in map(str.strip, ENV.indexnow_endpoints.split(",")) if one
]
LANTOA_COUNT_VISITS = ENV.count_visits
LANTOA_SEARCH = ENV.search

# One line a channel: the folder is found by this dotted path (DESIGN.md, channel contract).
LANTOA_CHANNELS = [
    "lantoa.channels.website.WebsiteChannel",
    "lantoa.channels.feeds.FeedsChannel",
    "lantoa.channels.print.PrintChannel",
]
# What follows from what, and what runs when: one file, read by core through these names.
LANTOA_WIRING = "lantoa.config.wiring.FOLLOWS"
LANTOA_SCHEDULE = "lantoa.config.wiring.SCHEDULE"
LANTOA_QUIET = "lantoa.config.wiring.QUIET"
# The pages kept ready-made (lantoa.edge).
LANTOA_PAGE_MEMORY = ENV.page_memory
LANTOA_PAGE_SECONDS = ENV.page_seconds
LANTOA_COMPANIONS = "lantoa.config.wiring.COMPANIONS"

INSTALLED_APPS = [
    "lantoa.core",
    "lantoa.places",
    "lantoa.accounts",
    "lantoa.registry",
    "lantoa.nominations",
    "lantoa.stories",
    "lantoa.planning",
    "lantoa.publishing",
    "lantoa.channels",
    "lantoa.reach",
    "lantoa.replication",
    "lantoa.discovery",
    "lantoa.search",
    "lantoa.reports",
    "lantoa.portal",
    "lantoa.desk",
    "lantoa.api",
    "lantoa.demo",
    "lantoa.config",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
    "django_filters",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "lantoa.core.assets.PressedStatic",
    "lantoa.core.middleware.TextAtTheEdge",
    "lantoa.core.middleware.PrivateStaysPrivate",
    "lantoa.reach.middleware.CountVisits",
    "lantoa.edge.middleware.TellTheEdge",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "lantoa.config.urls"
WSGI_APPLICATION = "lantoa.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lantoa.core.context.site",
                "lantoa.portal.context.site_contact",
            ],
            "builtins": ["lantoa.core.templatetags.lantoa"],
        },
    }
]

DATABASES = {"default": environment.database(ENV.database_url, ENV.home)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ENV.cache_url}
    if ENV.cache_url
    # Shared by all processes, so that lock-out after failed sign-ins counts everywhere.
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
# Numbers for reading go through the `digits` filter; grouping everything would spoil years and ids.
USE_THOUSAND_SEPARATOR = False
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
FORMAT_MODULE_PATH = "lantoa.config.formats"
LOCALE_PATHS = [PACKAGE / "locale" / name for name in ("wagtail", "allauth", "django")]

STATIC_URL = "/static/"
STATIC_ROOT = LANTOA_HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
MEDIA_URL = "/tep/"  # the public pictures of published stories; evidence is never under it
MEDIA_ROOT = LANTOA_HOME / "media"
LANTOA_PRIVATE_FILES = LANTOA_HOME / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# Who may sign in, and how.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/lam-viec/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator, never by sign-up
ACCOUNT_ADAPTER = "lantoa.accounts.adapter.ClosedSignup"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/300s/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENV.https
MFA_TOTP_ISSUER = "Lan Tỏa"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.https
SECURE_HSTS_SECONDS = 31_536_000 if ENV.https else 0
SECURE_SSL_REDIRECT = ENV.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.proxies else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

# Nothing from foreign hosts. Wagtail's admin needs inline scripts, so only there they may run.
_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, NONCE],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "media-src": [SELF, "blob:"],  # a recording is heard before it is sent
    "object-src": [NONE],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}
CONTENT_SECURITY_POLICY = {"EXCLUDE_URL_PREFIXES": ["/quan-tri/"], "DIRECTIVES": _POLICY}

WAGTAIL_SITE_NAME = "Lan Tỏa"
WAGTAILADMIN_BASE_URL = ENV.base_url
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_MODERATION_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "stories.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "stories.StoryDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["docx", "m4a", "mp3", "ogg", "pdf", "txt", "xlsx"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "lantoa.stories.forms.DocumentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "lantoa.stories.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["heic", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database"},
    **environment.search_backend(ENV.search, ENV.opensearch_url),
}

EMAIL_BACKEND, _mail = environment.mail(ENV.email_url)
EMAIL_HOST, EMAIL_PORT = _mail["HOST"], _mail["PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["USER"], _mail["PASSWORD"]
EMAIL_USE_SSL, EMAIL_USE_TLS = _mail["SSL"], _mail["TLS"]
EMAIL_TIMEOUT = 20  # seconds; a mail server that hangs must not hold the worker
DEFAULT_FROM_EMAIL = (
    ENV.email_from or f"Lan Tỏa <lantoa@{urlsplit(ENV.base_url).hostname or 'localhost'}>"
)

SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W003"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"lantoa": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
