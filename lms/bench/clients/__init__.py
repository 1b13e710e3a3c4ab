"""Browsers without a screen, each a process of its own. Nothing here knows Django: a client must cost the server nothing."""
