"""The review desk: a web application on this machine for those who settle what disagrees."""
