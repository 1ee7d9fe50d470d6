"""The jigai command: main.py and one file per subcommand."""
