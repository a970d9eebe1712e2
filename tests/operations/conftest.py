"""What tests of running a journal may ask for."""

from tests.operations.demonstration import lantern, written

__all__ = ["lantern", "written"]
