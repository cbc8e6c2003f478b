"""How the fictional city's figures are shown on the command line."""

from dataclasses import asdict

from goodstanding.cli.show import out, say, table
from goodstanding.core.appraisal.result import Appraisal
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Model, Policy
from goodstanding.demo.city.officers import Login
from goodstanding.demo.run_city import CitySummary
from goodstanding.store.queries.appraise_one import appraise_entity
from goodstanding.store.queries.archive import entity_by_number

CITY = Text("示范城市临澜市（虚构），{day}", "The fictional city of Linlan, {day}")
TAKEN = Text("收到", "received")
GRADES = Text("等级", "grades")
MONTHS = Text("逐月", "month by month")
MONTH_COLUMNS = (
    Text("月份", "month"),
    Text("行", "rows"),
    Text("入档", "records"),
)
COUNT_COLUMNS = (Text("项目", "what"), Text("数", "number"))
LINE_COLUMNS = (
    Text("依据规则", "rule"),
    Text("分", "points"),
    Text("到期", "ends"),
    Text("依据", "basis"),
)
COUNTS = {
    "entities": Text("有档案的主体", "entities with records"),
    "records": Text("现行记录", "records in force"),
    "rows": Text("文件行数", "rows sent"),
    "accepted": Text("接收", "accepted"),
    "flagged": Text("带标记接收", "accepted with a flag"),
    "held": Text("已有，不重复", "held already"),
    "refused": Text("退回", "refused"),
    "withdrawn": Text("撤下", "withdrawn"),
    "waiting": Text("等待人工认定", "waiting for a person"),
    "cases": Text("案件", "cases"),
    "asked": Text("核对台查询", "questions to the check desk"),
}
HELD = Text("案件", "cases")
HELD_COLUMNS = (
    Text("程序", "procedure"),
    Text("立案", "opened"),
    Text("在办", "running"),
    Text("逾期", "overdue"),
)
PLEDGED = Text("信用承诺", "pledges")
PLEDGED_COLUMNS = (Text("类型", "type"), Text("数", "number"))
LOGINS = Text("登录账号（仅限演示）", "Accounts to sign in with (demonstration only)")
LOGIN_COLUMNS = (Text("账号", "account"), Text("密码", "password"), Text("身份", "who"))


def city_as_json(city: CitySummary) -> dict[str, object]:
    """Return the city's figures as plain values."""
    return {**asdict(city), "last_day": city.last_day.isoformat()}


def show_city(city: CitySummary, policy: Policy) -> None:
    """Print what came, what became of it, and one explanation."""
    counts = {
        "entities": city.entities,
        "records": city.records,
        **city.outcomes,
        "waiting": city.waiting,
        "cases": city.cases,
        "asked": city.asked,
    }
    table(
        say(CITY.filled(day=city.last_day)),
        [say(column) for column in COUNT_COLUMNS],
        [(say(title), f"{counts[name]:,}") for name, title in COUNTS.items()],
    )
    table(
        say(MONTHS),
        [say(column) for column in MONTH_COLUMNS],
        [(month.label, f"{month.rows:,}", f"{month.records:,}") for month in city.months],
    )
    _show_cases(city, policy)
    total = sum(city.grades.values())
    table(
        say(GRADES),
        list(city.grades),
        [[f"{count:,} ({100 * count / total:.1f} %)" for count in city.grades.values()]],
    )
    _show_example(city, policy)


def _show_cases(city: CitySummary, policy: Policy) -> None:
    """Print what the year of cases holds, and which pledges were offered."""
    table(
        say(HELD),
        [say(column) for column in HELD_COLUMNS],
        [
            (say(policy.procedures[name][-1].title), *map(str, counts))
            for name, counts in city.held.items()
        ],
    )
    table(
        say(PLEDGED),
        [say(column) for column in PLEDGED_COLUMNS],
        [(say(policy.pledge_types[one].title), count) for one, count in city.pledged.items()],
    )


def show_logins(logins: tuple[Login, ...]) -> None:
    """Print with which accounts somebody may sign in to the desk."""
    if logins:
        table(
            say(LOGINS),
            [say(column) for column in LOGIN_COLUMNS],
            [(one.login, one.password, say(one.what)) for one in logins],
        )


def _show_example(city: CitySummary, policy: Policy) -> None:
    """Print how one entity's score adds up, and until when."""
    entity = entity_by_number(city.example)
    appraisal = appraise_entity(city.example, policy=policy, on=city.last_day)
    if entity is None or appraisal is None:
        return
    model = policy.models[appraisal.model]
    table(
        f"{entity.name} {entity.code}: {appraisal.grade} ({appraisal.score})",
        [say(column) for column in LINE_COLUMNS],
        _lines(appraisal, model),
    )
    out.print(f"goodstanding explain {entity.code} --on {city.last_day}", highlight=False)


def _lines(appraisal: Appraisal, model: Model) -> list[tuple[object, ...]]:
    titles = {rule.id: rule.title for one in model.indicators for rule in one.rules}
    titles |= {one.id: one.title for one in model.indicators}
    titles |= {one.id: one.title for one in model.vetoes}
    titles |= {one.id: one.title for one in model.needs}
    return [
        (
            say(titles[line.where]) if line.where in titles else line.where,
            f"{line.points:+d}",
            line.ends or "",
            line.basis,
        )
        for line in appraisal.lines
        if line.points or line.kind in {"veto", "need"}
    ]
