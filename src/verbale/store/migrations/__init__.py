"""The steps from each table schema to the next, as SQL: NNNN.sql makes schema NNNN out of the one before."""
