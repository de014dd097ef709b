"""How a page of HTML is taken apart: one module for each part of it. `extract.pages` puts them together."""
