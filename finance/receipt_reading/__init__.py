"""What a receipt says: its total, its day and its shop, read on this machine. Nothing is stored, nothing leaves.

`reader.read_receipt` is the door. `engine` runs in a process of its own and must start fast: nothing is imported here.
"""
