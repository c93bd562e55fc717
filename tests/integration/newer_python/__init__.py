"""The client on the newest Python that can be had without an interpreter of it: Pyodide, which is CPython in WebAssembly, under Node.js."""
