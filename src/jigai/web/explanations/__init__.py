"""The one explanation panel: a paragraph first, the full tree behind it, a file for machines."""
