"""Many reports become one record: copies, events, threads and relations."""
