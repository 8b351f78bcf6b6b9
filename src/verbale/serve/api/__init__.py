"""The REST interface: what the pages show, as JSON and as files."""
