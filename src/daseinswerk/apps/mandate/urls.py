"""Routes of mandate."""

urlpatterns: list = []
