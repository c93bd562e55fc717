"""How functions become commands: the application, help, lists."""
