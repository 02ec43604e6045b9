"""Routes of places."""

urlpatterns: list = []
