"""What the tests of the app share."""

from __future__ import annotations

import os

from hypothesis import settings

# Other programs share the machine: what has to be fast is measured by tests of its own.
settings.register_profile("app", deadline=None, max_examples=60)
settings.register_profile("long", deadline=None, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "app"))
