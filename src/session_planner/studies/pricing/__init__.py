"""What requirements cost: the scenario with each of them loosened, the repairs of one, fronts between two wishes."""
