"""Speed, measured as ratios against a peer or the bare engine in the same run."""
