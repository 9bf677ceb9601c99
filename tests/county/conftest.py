from tests.county.running import county, sqlite_county

__all__ = ["county", "sqlite_county"]
