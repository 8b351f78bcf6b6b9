"""A local web page over a store, and its API."""
