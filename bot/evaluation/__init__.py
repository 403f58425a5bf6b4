"""Scripted questions: suites, checks, figures, reports. Nothing is imported here: each part is used by itself."""
