"""Routes of practices."""

urlpatterns: list = []
