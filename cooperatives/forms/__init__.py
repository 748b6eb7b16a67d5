"""Forms of this room: text to values. They write nothing: the services are the doors."""
