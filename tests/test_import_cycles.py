"""No module imports another that imports it: neither at run time, nor in a function, nor for type checkers only.

The models of the generated package are left out: a model names the models of its fields, and these can name it.
"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest


@pytest.mark.parametrize("package", ["pdconnect", "pdconnect_sandbox", "pdconnect_cli", "generator"])
def test_there_is_no_cycle_of_imports(package: str) -> None:
    graph = grimp.build_graph(package, cache_dir=None)
    try:
        TopologicalSorter(
            {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
        ).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))
