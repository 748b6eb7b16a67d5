"""Last year's accounts, from a spreadsheet or another tool: read with suspicion, understood, shown, then written."""
