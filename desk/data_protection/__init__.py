"""The file for the data-protection officer: seven documents that the portal writes of itself (`occe.kit.data_map`)."""
