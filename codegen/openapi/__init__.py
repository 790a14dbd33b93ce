"""The OpenAPI 3.1 document and its page, made from routes.yaml and the operations; a tool of the build, not served.

It is the one place that imports operations: what they take, answer and raise stands only there.
"""
