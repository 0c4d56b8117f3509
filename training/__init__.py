"""How the language model and the language classifier are made. Never imported by the program."""
