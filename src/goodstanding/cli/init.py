"""`goodstanding init`: create or upgrade the database and its guards."""

import click
from django.conf import settings

from goodstanding.actions.upkeep import initialise
from goodstanding.cli.show import out, say, show_json
from goodstanding.core.basis.text import Text


@click.command(
    "init",
    epilog="\b\nExamples:\n"
    "  goodstanding init\n"
    "  GOODSTANDING_DATABASE=postgresql://goodstanding@/register goodstanding init",
)
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
def command(json_wanted: bool) -> None:
    """Create or upgrade the database, and make its guards anew. Does no harm when run again."""
    initialise()
    database = str(settings.DATABASES["default"]["NAME"])
    if json_wanted:
        show_json({"database": database, "guards": "complete"})
    else:
        ready = Text("数据库 {name} 已就绪，守卫齐全", "Database {name} is ready and guarded.")
        out.print(say(ready.filled(name=database)), highlight=False, soft_wrap=True)
