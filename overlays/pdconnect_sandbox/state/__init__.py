"""The state of a sandbox: projects, accounts, triggers, clocks, ids."""
