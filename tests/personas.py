"""Alice writes, Bob moderates, Charlie comments; a stranger reads."""
