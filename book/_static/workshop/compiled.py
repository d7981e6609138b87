"""Compiles the modules that a start of Python has loaded, so that a browser can keep them and start faster next time.

Pyodide and NumPy come as source text. Both functions below are generators that do a little at each step, so that a
reader who asks something meanwhile does not wait; in the end they return the bytes of an archive.
"""

import importlib._bootstrap_external as importing
import io
import sys
import zipfile

STDLIB = next(path for path in sys.path if path.endswith(".zip"))
SITE = next(path for path in sys.path if path.endswith("site-packages"))
COPIES = 40  # files that are copied in one step


def _loaded(folder):
    """The files below ``folder`` that modules were loaded from, and where Python looks for them in compiled form."""
    specs = [getattr(module, "__spec__", None) for module in list(sys.modules.values())]
    files = {spec.origin: spec.cached for spec in specs if spec and spec.has_location}
    inside = {file: cached for file, cached in files.items() if file.startswith(folder) and file.endswith(".py")}
    return {file[len(folder) + 1 :]: (cached or "")[len(folder) + 1 :] for file, cached in inside.items()}


# As it is when this module is imported, at the end of the start.
LOADED = {folder: _loaded(folder) for folder in (STDLIB, SITE)}


def standard_library():
    """The archive of the standard library once more, what was loaded in compiled form."""
    packed = io.BytesIO()
    with zipfile.ZipFile(STDLIB) as source, zipfile.ZipFile(packed, "w") as target:
        for number, name in enumerate(source.namelist()):
            content = source.read(name)
            if name in LOADED[STDLIB]:
                code = compile(content, f"{STDLIB}/{name}", "exec", dont_inherit=True)
                name, content = f"{name}c", importing._code_to_timestamp_pyc(code)
            target.writestr(name, content)
            if name.endswith("c") or number % COPIES == 0:
                yield
    return packed.getvalue()


def packages():
    """An archive of what was loaded of the other packages, in compiled form, to be laid over them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name, cached in LOADED[SITE].items():
            with open(f"{SITE}/{name}", "rb") as file:
                code = compile(file.read(), f"{SITE}/{name}", "exec", dont_inherit=True)
            target.writestr(cached, importing._code_to_hash_pyc(code, bytes(8), checked=False))
            yield
    return packed.getvalue()
