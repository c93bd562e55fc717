"""How help looks: plain text in sections, the same on every terminal, as `gh` has it."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

GLOBAL = "Global options"
"""The section of the options that every command takes."""

SECTIONS = ("Signing in", "Users and accounts", "Components", "Calls", "Tools")
"""The sections of the commands at the top, in order."""

HELP_NAMES = {"help_option_names": ["-h", "--help"]}
_UNCUT = 200
_BARE = str.maketrans("", "", "{}")


class Command(TyperCommand):
    """A command whose options stand in sections."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """What stands behind the name in the usage line: arguments first, without braces."""
        return _usage(super().collect_usage_pieces(ctx))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments and options, section by section."""
        _write_sections(self, ctx, formatter)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the examples, one on each line, as they are."""
        if self.epilog:
            with formatter.section("Examples"):
                for line in self.epilog.splitlines():
                    formatter.write(f"{'':{formatter.current_indent}}$ {line}\n")


class Group(TyperGroup):
    """A group of commands; those at the top stand in sections too."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the commands, then the options."""
        sections: dict[str, list[tuple[str, str]]] = {section: [] for section in (*SECTIONS, "Commands")}
        for name in self.list_commands(ctx):
            command: Any = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                sections[command.rich_help_panel or "Commands"].append((name, command.get_short_help_str(_UNCUT)))
        widest = max((len(name) for rows in sections.values() for name, _ in rows), default=0)
        for title, rows in sections.items():
            if not rows:
                continue
            with formatter.section(title):
                formatter.write_dl([(name.ljust(widest), text) for name, text in rows])
        _write_sections(self, ctx, formatter)


def _usage(pieces: list[str]) -> list[str]:
    options = [piece for piece in pieces if piece == "[OPTIONS]"]
    return [piece.translate(_BARE) for piece in pieces if piece not in options] + options


def _write_sections(command: Any, ctx: Any, formatter: Any) -> None:
    sections: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": [], GLOBAL: []}
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record is not None:
            argument = param.param_type_name == "argument"
            panel = "Arguments" if argument else getattr(param, "rich_help_panel", None) or "Options"
            sections[panel].append(record)
    for title, rows in sections.items():
        if rows:
            with formatter.section(title):
                formatter.write_dl(rows)
