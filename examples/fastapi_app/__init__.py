"""A product with FastAPI: see app.py."""
