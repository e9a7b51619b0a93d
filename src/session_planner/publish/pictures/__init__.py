"""Pictures: the week and charts as drawings, with a canvas and texts that fit into boxes."""
