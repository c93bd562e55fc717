"""Options and arguments that commands share, and what they accept."""
