"""Jigai (技改): runs a county's industrial technological-transformation programme."""
