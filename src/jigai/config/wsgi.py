"""Server entry: answers as soon as the sign-in page can, and loads the rest right after."""

from __future__ import annotations

import os
from importlib import import_module
from threading import Timer

from django.core.wsgi import get_wsgi_application

FIRST_ANSWER_S = 1.5
"""Left to the first visitor before the other parts are loaded in the background."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jigai.config.settings")
application = get_wsgi_application()
rest = Timer(FIRST_ANSWER_S, import_module("jigai.config.urls").load_every_part)
rest.daemon = True
rest.start()
