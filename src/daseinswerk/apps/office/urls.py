"""Routes of office."""

urlpatterns: list = []
