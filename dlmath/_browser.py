"""What is different in a browser: the data sets lie beside the package there, and are fetched when asked for."""


def fetched(path):
    """The bytes of a file that lies beside the package's wheel; OSError where it cannot be had."""
    import js
    import pyodide_js

    request = js.XMLHttpRequest.new()
    request.open("GET", f"{pyodide_js._api.config.packageBaseUrl}{path}", False)
    request.responseType = "arraybuffer"
    try:
        request.send()
    except Exception:
        raise OSError(f"{path} could not be fetched") from None
    if request.status != 200:
        raise OSError(f"{path} could not be fetched: the server answered {request.status}")
    return request.response.to_bytes()
