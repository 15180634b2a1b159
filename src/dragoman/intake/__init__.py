"""Material comes in: recordings and transcripts."""
