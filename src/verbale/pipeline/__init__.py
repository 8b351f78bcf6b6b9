"""The pipeline: joins the stages and turns what they find into records."""
