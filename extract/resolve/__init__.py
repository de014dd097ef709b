"""From bound frames to observations: what a sentence leaves open is inherited, and every slot is checked."""
