from tests.county.running import county

__all__ = ["county"]
