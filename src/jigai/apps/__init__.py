"""One Django app per mission part: tables, writes and reads, and nothing a browser sees."""
