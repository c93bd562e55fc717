"""The life of a call: requests, responses, retries, deadlines, connections."""
