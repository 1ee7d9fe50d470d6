"""Pictures of layered graphs as SVG: the same drawing on the page and on paper."""
