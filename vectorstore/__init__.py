"""What is kept and how it is found. Knows no other package."""
