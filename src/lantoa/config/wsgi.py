"""The WSGI callable. Kept neutral, so that any WSGI server can serve it."""

import os

from django.core.wsgi import get_wsgi_application

from lantoa.core.processes import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
end_with_parent()
application = get_wsgi_application()
