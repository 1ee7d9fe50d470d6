"""Days that stand in a calendar without waiting for anybody yet; one file a part."""
