"""Routes of library."""

urlpatterns: list = []
