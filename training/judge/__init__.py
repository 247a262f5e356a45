"""How the judge is made: its sentences, its network, its measures."""
