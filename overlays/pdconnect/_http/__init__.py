"""The steps of a call: requests, responses, retries, deadlines, connections."""
