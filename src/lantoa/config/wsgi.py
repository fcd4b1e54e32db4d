"""The WSGI callable: the page cache with Django behind it. Any WSGI server can serve it."""

import os

from django.core.wsgi import get_wsgi_application

from lantoa.core.processes import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
end_with_parent()
_django = get_wsgi_application()

from lantoa.edge.application import in_front_of  # noqa: E402  # needs the settings

application = in_front_of(_django)
