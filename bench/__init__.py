"""Every rival beside us: `make bench`. Needs the extra `bench`; see README.md."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodstanding.site.settings")
django.setup()
