"""Reads that several pages need: balances, lists of entries, figures. Each makes a constant number of queries."""
