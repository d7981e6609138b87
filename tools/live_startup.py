"""Runs as a kernel of the live edition starts: what a cell imports is fetched before it runs, submodules as well; a
name that is not known yet is said to come from the lesson's first cell; a trait set to None arrives in its widget.

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


def _send_none_as_null():
    """Pyodide makes None an undefined value of JavaScript, and a message leaves out what is undefined."""
    from pyodide.ffi import jsnull
    from pyodide_kernel.comm import Comm

    publish = Comm.publish_msg

    def with_null(value):
        if isinstance(value, dict):
            return {key: with_null(part) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return [with_null(part) for part in value]
        return jsnull if value is None else value

    def publish_msg(self, msg_type, data=None, *arguments, **keys):
        return publish(self, msg_type, with_null(data), *arguments, **keys)

    Comm.publish_msg = publish_msg


_look_for_submodules_too()
_say_that_the_first_cell_comes_first()
_send_none_as_null()
del _look_for_submodules_too, _say_that_the_first_cell_comes_first, _send_none_as_null  # the reader's names begin here
