"""What this client costs next to httpx alone and next to the official SDK: `scripts/bench`. A benchmark, never a timed test."""
