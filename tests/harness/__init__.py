"""What the tests stand on: checked pages, strict templates, a closed network, one clock."""
