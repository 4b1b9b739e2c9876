"""Commands that measure Reader with the shared material, and tests that hold it to what was promised."""
