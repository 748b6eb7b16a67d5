"""The annual report of the association: read once, shown on a page, and made as PDF, XLSX and CSV by the queue.

`figures` reads the year in one snapshot and knows no language; `tables` turns it into tables of words and values;
`pdf` and `files` write them; `making` is the job. Every format shows the same tables.
"""
