"""The core types every other layer speaks in; standard library only."""
