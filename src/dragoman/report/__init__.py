"""Answers become a chapter."""
