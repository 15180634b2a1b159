"""Dragoman: a local-first workbench for expert-interview studies."""
