"""Check that the packages of the extra are installed. Imported first, so that the error says what to install."""

from importlib.util import find_spec

NEEDED = ("attrs", "cattrs", "jinja2", "jsonschema_rs", "starlette", "uvicorn")


def _is_missing(name: str) -> bool:
    try:
        return find_spec(name) is None
    except ValueError:  # a blocked module counts as missing
        return True


_missing = [name for name in NEEDED if _is_missing(name)]
if _missing:
    raise ModuleNotFoundError(
        f"pdconnect.sandbox needs {', '.join(_missing)}: pip install 'pdconnect[sandbox]'", name=_missing[0]
    )
