"""A person's own reminders and switches, and the office's channels."""
