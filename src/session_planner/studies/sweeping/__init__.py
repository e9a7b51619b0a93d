"""Many trials of one scenario: the grid, who solves them, the file they come into, the table to look at."""
