"""Resources written by hand: the proxy, workflows, the file stash, components."""
