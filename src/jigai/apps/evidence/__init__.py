"""Evidence: files with their hash. A photo has a stated purpose and carries no place."""
