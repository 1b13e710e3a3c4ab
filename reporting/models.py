"""All tables of the stratum; each lives in its applet."""

__all__: list[str] = []
