"""The log of contacts with enterprises: visits, calls, meetings, messages; and what was promised."""
