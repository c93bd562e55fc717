"""The format of help: plain text in sections, the same on every terminal, as in the GitHub CLI."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

GLOBAL = "Global options"
"""Section for the options that every command takes."""

SECTIONS = ("Signing in", "Users and accounts", "Components", "Calls", "Settings", "Tools")
"""Sections of the top-level commands, in order."""

HELP_NAMES = {"help_option_names": ["-h", "--help"]}
_NO_LIMIT = 200
_WITHOUT_BRACES = str.maketrans("", "", "{}")


class Command(TyperCommand):
    """A command with its options in sections."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the parts of the usage line after the name: arguments first, without braces."""
        return _usage(super().collect_usage_pieces(ctx))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments and options, section by section."""
        _write_sections(self, ctx, formatter)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the examples, one per line, without wrapping."""
        if self.epilog:
            with formatter.section("Examples"):
                for line in self.epilog.splitlines():
                    formatter.write(f"{'':{formatter.current_indent}}$ {line}\n")


class Group(TyperGroup):
    """A group of commands; top-level commands are in sections too."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the commands, then the options."""
        sections: dict[str, list[tuple[str, str]]] = {section: [] for section in (*SECTIONS, "Commands")}
        for name in self.list_commands(ctx):
            command: Any = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                sections[command.rich_help_panel or "Commands"].append((name, command.get_short_help_str(_NO_LIMIT)))
        widest = max((len(name) for rows in sections.values() for name, _ in rows), default=0)
        for title, rows in sections.items():
            if not rows:
                continue
            with formatter.section(title):
                formatter.write_dl([(name.ljust(widest), text) for name, text in rows])
        _write_sections(self, ctx, formatter)


def _usage(pieces: list[str]) -> list[str]:
    options = [piece for piece in pieces if piece == "[OPTIONS]"]
    return [piece.translate(_WITHOUT_BRACES) for piece in pieces if piece not in options] + options


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
