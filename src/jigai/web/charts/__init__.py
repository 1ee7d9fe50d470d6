"""The one chart pattern: a specification from rows, drawn in the browser, with its table."""
