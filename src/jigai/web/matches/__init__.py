"""Pages of matching: lists with reasons, the pipeline, matching days, the back-test."""
