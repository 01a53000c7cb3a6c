"""What a finished artifact is held against: itself, its claims, its document."""
