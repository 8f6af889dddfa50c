"""How we start a program of our own: by where we lie, so that nothing needs to be installed.

A relative `PYTHONPATH` means another place in another folder, and `-m` finds nothing then.
"""

from __future__ import annotations

from pathlib import Path

_RUN = (
    "import runpy, sys; sys.path.insert(0, sys.argv[1]); sys.argv = sys.argv[2:];"
    " runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=True)"
)


def own_program(module: str) -> tuple[str, ...]:
    """Give the arguments for Python that run a module of ours.

    Args:
        module: full name, as `holdfast.web.server`.
    """
    return ("-c", _RUN, str(Path(__file__).resolve().parents[1]), module)
