"""How one article was read, for people: on the terminal and as a page."""
