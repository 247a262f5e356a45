"""When acts happened: dates, spans of time, ages before there was news, and what a tense says."""
