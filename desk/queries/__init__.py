"""Reads of the association's space: what waits, how the cooperatives stand, one request beside the directory."""
