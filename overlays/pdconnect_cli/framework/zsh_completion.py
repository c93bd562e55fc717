"""Let zsh complete at the first Tab of a session.

zsh runs the script of a completion as a function when it is first needed. Typer's script only defines another function then, so the first
Tab would do nothing.
"""

from __future__ import annotations

from typer import _completion_shared

_CALL = """
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  %(complete_func)s "$@"
fi
"""


def complete_at_first_tab() -> None:
    """Add a call of that function to the script which `--install-completion` and `--show-completion` print."""
    scripts: dict[str, str] = getattr(_completion_shared, "_completion_scripts", {})
    if not scripts.get("zsh", _CALL).endswith(_CALL):
        scripts["zsh"] += _CALL
