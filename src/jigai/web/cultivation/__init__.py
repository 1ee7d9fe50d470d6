"""The cultivation ladder: board, funnel, an enterprise's rungs and facts, the officers' tasks."""
