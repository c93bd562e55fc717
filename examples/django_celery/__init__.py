"""A product with Django and Celery: see settings.py."""
