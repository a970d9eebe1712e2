"""Inside each app, too, modules import one way: none needs, through others, what needs itself."""

import grimp
import pytest

from tests.site.test_house import LAYERS


@pytest.mark.parametrize("app", LAYERS)
def test_modules_import_one_way(app):
    """What only types name is left out: rows that belong to each other name each other."""
    graph = grimp.build_graph(app, cache_dir=None, exclude_type_checking_imports=True)
    left = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len(left) > 5
    while done := {module for module, needed in left.items() if not needed & left.keys()}:
        left = {module: needed for module, needed in left.items() if module not in done}
    assert not left, "a circle is among these"
