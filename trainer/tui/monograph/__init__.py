"""The monograph as the map of what one knows."""
