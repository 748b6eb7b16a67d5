"""Invented volume: associations, cooperatives and books in plain rows, for measures and for proofs at scale."""
