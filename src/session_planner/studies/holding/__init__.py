"""Will it hold: how long things may last, sessions simulated, reserves planned."""
