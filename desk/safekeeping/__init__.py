"""Backups of the whole portal, their restoring, and the nightly drill that proves that they can be restored."""
