"""What runs in the background or on a schedule, one file each."""
