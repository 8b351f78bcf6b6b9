"""The codebook: human-edited files, loaded and checked."""
