"""What each part has waiting, as rows of one shape; one file a part, one function a query."""
