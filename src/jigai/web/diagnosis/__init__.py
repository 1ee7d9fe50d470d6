"""Diagnosis: lists and rates of an enterprise, answering, two sides beside each other, peers."""
