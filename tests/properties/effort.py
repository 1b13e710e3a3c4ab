"""How many examples the engine's properties take: few on every run, many when somebody asks for them."""

from hypothesis import settings

THOROUGH = "thorough"
THOROUGH_TIMES = 10


def examples(count: int) -> int:
    """`count` on an ordinary run; ten times as many under `--hypothesis-profile=thorough` (registered in tests/conftest.py)."""
    return count * THOROUGH_TIMES if settings.get_current_profile_name() == THOROUGH else count
