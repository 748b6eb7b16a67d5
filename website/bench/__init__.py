"""`make bench`: what the portal costs, as ratios to plain references that are measured in the same run."""
