"""Measurements, each by one command; see docs/measures.md."""
