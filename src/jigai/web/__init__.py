"""Pages by feature; each template stands beside its view."""
