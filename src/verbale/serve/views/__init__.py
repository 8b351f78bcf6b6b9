"""What pages and API tell of one thing, in words and rows; how it looks is the templates' business."""
