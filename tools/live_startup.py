"""Runs as a kernel of the live edition starts: what a cell imports is fetched before it runs, submodules as well; and
a name that is not known yet is said to come from the lesson's first cell.

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


def _say_that_the_first_cell_comes_first():
    import sys

    from IPython import get_ipython

    def explain(shell, kind, error, trace, tb_offset=None):
        if "dlmath.exercises" not in sys.modules:  # which every lesson's first cell imports
            error.args = (f"{error}. Run the lesson's first cell: it imports what the other cells use.",)
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)

    get_ipython().set_custom_exc((NameError,), explain)


_look_for_submodules_too()
_say_that_the_first_cell_comes_first()
del _look_for_submodules_too, _say_that_the_first_cell_comes_first  # the reader's names begin here
