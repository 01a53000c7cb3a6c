"""The command: ``tasktide-export [export] …``, ``check``, ``voices`` and so on.

Only click and light modules are imported here: ``--help`` costs little more than
click alone.
"""

import difflib
import errno
import gc
import os
import signal
import sys
from importlib import import_module
from typing import Any

import click

from tasktide_export import __version__

_COMMANDS = {
    "export": "Make editions of articles (the default command).",
    "check": "Report what is found in articles and finished editions.",
    "narrate": "Print what a spoken edition will say.",
    "formats": "List the formats that can be written and read.",
    "styles": "List the styles.",
    "voices": "List the voices for spoken editions.",
    "doctor": "Say what is installed and how to get what is missing.",
}

_DEFAULT = "export"
_INTERRUPTED = 130
_SELDOM = (100_000, 50, 100)
"""A command lives shortly: garbage that points at itself is looked for seldom."""
_IO_ERROR = 74


class _Commands(click.Group):
    """Commands that load when they are called; the first word may leave out ``export``."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*_COMMANDS, "--help", "-h", "--version"):
            args = [_DEFAULT, *args]
        return super().parse_args(context, args)

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"tasktide_export.cli.{name}").command
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        del context
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.command(
    cls=_Commands,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="tasktide-export")
def cli() -> None:
    """Turn an article into PDF, EPUB, DOCX, HTML and spoken audio, all accessible.

    \b
    tasktide-export --format epub article.html
    tasktide-export -f all -o out/ article.html
    tasktide-export check article.html out/

    'tasktide-export export --help' lists the options of the default command.
    """  # noqa: D301 - click wants the character itself


def main() -> None:
    """Run the command and exit with its code.

    0 done; 1 some failed, or findings under ``--strict`` and ``check``; 2 usage;
    65 input not usable; 73 and 74 output not writable; 130 interrupted.
    """
    gc.set_threshold(*_SELDOM)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _interrupt)
    sys.exit(_flushed(run(sys.argv[1:])))


def _interrupt(_number: int, _frame: object) -> None:
    """End as on Ctrl-C: what was opened is put away, temporary files go."""
    raise KeyboardInterrupt


def _flushed(code: int) -> int:
    """Return ``code``, or that of output that could not be written."""
    try:
        sys.stdout.flush()
    except OSError as error:
        return _no_output(error)
    return code


def _no_output(error: OSError) -> int:
    # Python would try to flush again at its end, and print a traceback.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    click.echo(f"error: standard output: cannot be written: {error.strerror}", err=True)
    return _IO_ERROR


def run(args: list[str]) -> int:
    """Run the command with ``args`` and return its exit code."""
    from tasktide_export.cli.messages import tell_error

    try:
        result: Any = cli.main(args, prog_name="tasktide-export", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        _suggest(args)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return _INTERRUPTED
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.ENOSPC, errno.EBADF):
            raise
        return _no_output(error)
    except Exception as error:
        from tasktide_export.errors import ExportError

        if not isinstance(error, ExportError):
            raise
        tell_error(error)
        _suggest(args)
        return error.exit_code
    return result if isinstance(result, int) else 0


def _suggest(args: list[str]) -> None:
    """Name the command that a mistyped first word may have meant."""
    if args and not args[0].startswith("-") and "." not in args[0]:
        for name in difflib.get_close_matches(args[0], _COMMANDS, n=1):
            if name != args[0]:
                click.echo(f"Did you mean 'tasktide-export {name}'?", err=True)
