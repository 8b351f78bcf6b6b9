"""The pages: HTML made on the server, which scripts only bring to life."""
