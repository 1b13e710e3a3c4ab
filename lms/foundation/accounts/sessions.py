"""Sessions as Django keeps them, read with a prepared query: every request reads one. Nothing else differs."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from lms.foundation.prepared import prepared


class SessionStore(db.SessionStore):
    """Django's own table and model, so that whatever else reads sessions finds them."""

    def _get_session_from_db(self) -> Any:
        found = _valid_session.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found


@prepared
def _valid_session(key: str, now: datetime) -> Any:
    return db.SessionStore.get_model_class().objects.filter(session_key=key, expire_date__gt=now)
