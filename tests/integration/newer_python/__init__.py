"""The client on the newest Python, without an installed interpreter: on Pyodide, which is CPython in WebAssembly, under Node.js."""
