"""The first look over a whole article: what its names mean, whom and which editions it is about."""
