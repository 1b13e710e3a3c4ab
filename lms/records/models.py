"""All tables of the stratum; each lives in its applet. (The evidence itself stands in curricula: see decision 0004.)"""

__all__: list[str] = []
