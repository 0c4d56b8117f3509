"""The nouns of Møtebok: frozen values, no logic beyond keeping themselves true."""
