"""The parts of which ``anchor`` is made: how selections are carried over an edit."""
