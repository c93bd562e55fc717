"""Components, their props, deployed triggers and events, as commands show them."""
