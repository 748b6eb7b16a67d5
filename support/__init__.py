"""What an association offers its schools; today: an answer."""
