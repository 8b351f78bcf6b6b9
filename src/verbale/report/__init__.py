"""One file that shows a store: overview, stories, events with their evidence."""
