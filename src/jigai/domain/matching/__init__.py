"""Finding for a text the texts that speak of the same matter, in Chinese and in English."""
