"""A text coded in a process of its own: `worker` is the caller's end, `child` what runs in the process."""
