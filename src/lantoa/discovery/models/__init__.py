"""What discovery keeps: each noun in a file of its own."""
