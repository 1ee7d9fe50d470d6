"""REST: ``errors.py`` and ``authentication.py`` for all versions, ``v1/`` one file a resource."""
