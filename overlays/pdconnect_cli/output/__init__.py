"""Output: values, tables, progress bars, HTTP responses, masked secrets."""
