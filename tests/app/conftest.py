"""What the tests of the app share."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("app", deadline=None)  # other programs share the machine; tests of time measure it themselves
settings.load_profile("app")
