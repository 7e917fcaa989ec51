"""The Complaints tab: the worklist, a case point by point, and logging a new one."""
