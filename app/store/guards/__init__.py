"""What the database itself enforces: generated from the mapped tables, installed after every upgrade."""
