"""The sandbox ERP as a pure engine; enter by api.py."""
