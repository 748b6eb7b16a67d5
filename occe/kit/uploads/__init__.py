"""Files that people send: looked at, refused or made anew before anything of them is kept.

`pipeline.clean_upload` is the door; `refusals` holds what it says when it refuses; `names.safe_disposition` serves a
file under a harmless name. `worker` runs in a process of its own and must start fast: nothing is imported here.
"""
