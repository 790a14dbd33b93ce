"""Generates the OpenAPI 3.1 document and its page from routes.yaml and the operations.

It imports the operations, which declare their requests, responses and errors.
"""
