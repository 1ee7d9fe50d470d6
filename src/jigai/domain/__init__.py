"""Pure arithmetic and rules: no Django, no database, no clock."""
