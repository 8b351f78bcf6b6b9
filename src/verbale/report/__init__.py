"""One file that shows a store: overview, stories, events with their evidence."""

# Shown one by one; a page of more opens slowly.
MOST_EVENTS = 2000
