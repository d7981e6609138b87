"""Runs as a kernel of the live edition starts: what a cell imports is fetched before it runs, submodules as well.

Pyodide looks into a cell for the modules that it imports, and fetches the packages that hold them. Of a line such as
``from dlmath import plotting`` it takes ``dlmath``, and not ``dlmath.plotting``, which cannot do without Matplotlib.
"""


def _look_for_submodules_too():
    import ast
    import textwrap

    import pyodide.code

    modules_of = pyodide.code.find_imports

    def find_imports(source):
        if not (found := modules_of(source)):
            return found
        parts = [part for part in ast.walk(ast.parse(textwrap.dedent(source))) if isinstance(part, ast.ImportFrom)]
        return sorted({*found, *(f"{part.module}.{alias.name}" for part in parts for alias in part.names)})

    pyodide.code.find_imports = find_imports


_look_for_submodules_too()
del _look_for_submodules_too  # the reader's names begin here
