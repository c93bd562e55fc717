"""The costs of this client, compared with httpx alone and with the official SDK: `scripts/bench`. A benchmark, not a timed test."""
