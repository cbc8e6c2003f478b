"""The cells of a clean row of each department, as its office would write them."""

from collections.abc import Callable
from dataclasses import dataclass

from goodstanding.demo.city.chance import Chance, below, happens, one_of
from goodstanding.demo.city.codes import DIVISIONS
from goodstanding.demo.city.days import ISO
from goodstanding.demo.city.names import CITY, INDUSTRIES
from goodstanding.demo.city.population import City

PLACEHOLDER = "虚构人员"
"""Stands in every column of persons: nobody is invented, and the column is dropped."""


@dataclass(slots=True)
class Desk:
    """What a clerk of one department has at hand."""

    city: City
    chance: Chance
    today: int
    """The last day of the month, as a number."""
    serial: int = 0


Build = Callable[[Desk, int, int], list[str]]
"""Desk, entity and day to the cells of a row."""


def _slots(*shares: tuple[str, int]) -> tuple[str, ...]:
    """Return each word as often as its share of a hundred says."""
    return tuple(word for word, share in shares for _ in range(share))


def registration(desk: Desk, entity: int, day: int, state: str = "存续") -> list[str]:
    """Return a registry row: the first one, or a change on `day`."""
    city = desk.city
    return [
        f"P{entity:08d}",
        city.codes[entity],
        city.old_numbers[entity],
        city.names[entity],
        city.kinds[entity],
        state,
        ISO[city.founded[entity]],
        ISO[day],
        INDUSTRIES[city.industries[entity]],
        city.divisions[entity],
        str(city.capitals[entity]),
        PLACEHOLDER,
        "",
    ]


_PARTY = {"92": "个体工商户"}
_PERMITS = (
    ("普通", "食品经营许可（预包装食品销售）"),
    ("普通", "食品经营许可（热食类食品制售）"),
    ("普通", "道路货物运输经营许可"),
    ("普通", "公共场所卫生许可"),
    ("核准", "建设工程消防设计审查核准"),
    ("核准", "户外广告设置核准"),
    ("登记", "营业执照变更登记"),
    ("认可", "检验检测机构资质认定"),
    ("特许", "城镇管道燃气特许经营"),
    ("其他", "临时占道备案"),
)
_PERMIT_OFFICES = tuple(f"{CITY}{district}行政审批局" for district in ("", *DIVISIONS.values()))


def permit(desk: Desk, entity: int, day: int) -> list[str]:
    """Return a permit row (XK_*)."""
    city, chance = desk.city, desk.chance
    kind, content = _PERMITS[int(chance.random() * chance.random() * len(_PERMITS))]
    until = day + 365 * (1 + below(chance, 5)) - 1
    open_end = happens(chance, 20)
    office = one_of(chance, _PERMIT_OFFICES)
    over = not open_end and until < desk.today
    return [
        city.names[entity],
        _PARTY.get(city.classes[entity], "法人及非法人组织"),
        city.codes[entity],
        city.old_numbers[entity],
        PLACEHOLDER,
        "",
        "",
        f"临审字〔{ISO[day][:4]}〕{desk.serial}号",
        kind,
        f"临许{desk.serial:07d}",
        content,
        ISO[day],
        ISO[day],
        "" if open_end else ISO[until],
        office,
        "3" if over else "0",
        office,
        "",
    ]


_VIOLATIONS = (
    ("未按规定明码标价", "经营场所部分商品未标明价格", "《中华人民共和国价格法》第四十二条"),
    (
        "经营超过保质期的食品",
        "货架上待售食品超过保质期",
        "《中华人民共和国食品安全法》第一百二十四条",
    ),
    (
        "未按规定保存进货查验记录",
        "不能提供进货查验记录",
        "《中华人民共和国食品安全法》第一百二十六条",
    ),
    ("发布虚假广告", "广告内容与事实不符", "《中华人民共和国广告法》第五十五条"),
    ("销售不合格产品", "抽检产品不符合国家标准", "《中华人民共和国产品质量法》第四十九条"),
    (
        "使用未经检验的特种设备",
        "在用设备超过检验有效期",
        "《中华人民共和国特种设备安全法》第八十四条",
    ),
    ("无证从事许可经营活动", "未取得许可从事经营", "《无证无照经营查处办法》第五条"),
    ("侵犯注册商标专用权", "销售侵犯注册商标专用权的商品", "《中华人民共和国商标法》第六十条"),
)
_PUNISHMENTS: tuple[tuple[str, str, int, int, bool], ...] = (
    # kinds, procedure, least and greatest fine in yuan (0: none), something confiscated
    ("警告", "01", 0, 0, False),
    ("罚款", "01", 100, 1_000, False),
    ("警告、罚款", "02", 500, 5_000, False),
    ("罚款", "02", 3_000, 30_000, False),
    ("通报批评、罚款", "02", 5_000, 30_000, False),
    ("罚款、没收违法所得", "02", 10_000, 80_000, True),
    ("罚款、没收非法财物", "02", 50_000, 400_000, True),
    ("罚款、责令停产停业", "02", 80_000, 600_000, False),
    ("没收违法所得、吊销许可证件", "02", 0, 0, True),
)
_PUNISHED_BY_BAND = (
    (0, 0, 0, 1, 1, 2),
    (0, 0, 1, 1, 2, 3),
    (1, 2, 3, 3, 4, 4, 5, 5, 5, 6),
    (2, 3, 4, 5, 5, 6, 6, 7, 7, 8),
    (0, 1),
)
_REGULATORS = tuple(f"{CITY}{district}市场监督管理局" for district in ("", *DIVISIONS.values()))


def penalty(desk: Desk, entity: int, day: int) -> list[str]:
    """Return a penalty row (CF_*); amounts in ten thousand yuan."""
    city, chance = desk.city, desk.chance
    violation, facts, basis = one_of(chance, _VIOLATIONS)
    which = one_of(chance, _PUNISHED_BY_BAND[city.bands[entity]])
    kinds, procedure, least, most, taken = _PUNISHMENTS[which]
    fine = least + below(chance, (most - least) // 100 + 1) * 100
    confiscated = 500 + below(chance, 300) * 100 if taken else 0
    office = one_of(chance, _REGULATORS)
    return [
        city.names[entity],
        _PARTY.get(city.classes[entity], "法人及非法人组织"),
        city.codes[entity],
        city.old_numbers[entity],
        PLACEHOLDER,
        "",
        "",
        f"临市监罚〔{ISO[day][:4]}〕{desk.serial}号",
        violation,
        facts,
        basis,
        kinds,
        procedure,
        f"处以{kinds}",
        f"{fine // 10_000}.{fine % 10_000:04d}" if fine else "",
        f"{confiscated // 10_000}.{confiscated % 10_000:04d}" if confiscated else "",
        "",
        ISO[day],
        "",
        ISO[day + 365],
        office,
        "0",
        office,
        "",
    ]


_MATTERS = (
    "登记事项检查",
    "食品安全检查",
    "产品质量检查",
    "消防检查",
    "劳动用工检查",
    "环境保护检查",
)
_CLEAN, _MENDED, _FOUND = "未发现问题", "发现问题已责令改正", "发现问题待后续处理"
_AWAY, _REFUSED = "通过登记的住所无法联系", "不配合检查情节严重"
_RESULTS = (
    _slots((_CLEAN, 93), (_MENDED, 6), (_FOUND, 1)),
    _slots((_CLEAN, 84), (_MENDED, 12), (_FOUND, 4)),
    _slots((_CLEAN, 44), (_MENDED, 22), (_FOUND, 26), (_AWAY, 8)),
    _slots((_CLEAN, 32), (_MENDED, 24), (_FOUND, 28), (_AWAY, 12), (_REFUSED, 4)),
    _slots((_CLEAN, 70), (_MENDED, 10), (_AWAY, 20)),
)


def inspection(desk: Desk, entity: int, day: int) -> list[str]:
    """Return the result of an inspection."""
    city, chance = desk.city, desk.chance
    return [
        city.codes[entity],
        city.names[entity],
        city.old_numbers[entity],
        f"JC{desk.serial:08d}",
        one_of(chance, _MATTERS),
        one_of(chance, _RESULTS[city.bands[entity]]),
        ISO[day],
        PLACEHOLDER,
        "",
    ]


_ARREARS = ((500, 4), (800, 6), (1500, 20), (3000, 60), (500, 3))
"""By band: usual arrears per worker in yuan, and most workers."""


def wages(desk: Desk, entity: int, day: int) -> list[str]:
    """Return a case of unpaid wages; most are paid within months."""
    city, chance = desk.city, desk.chance
    each, most = _ARREARS[city.bands[entity]]
    workers = 1 + below(chance, most)
    amount = workers * (each + below(chance, 20) * 100)
    paid = min(desk.today, day + 20 + below(chance, 200))
    is_paid = paid < desk.today - 10 and happens(chance, 75)
    return [
        f"临人社察{desk.serial:06d}",
        city.names[entity],
        city.codes[entity],
        city.old_numbers[entity],
        PLACEHOLDER,
        str(workers),
        f"{amount}.00",
        ISO[day],
        ISO[paid] if is_paid else "",
        "已清偿" if is_paid else "未清偿",
    ]


def insurance(desk: Desk, entity: int, day: int) -> list[str]:
    """Return one period's unpaid contributions; the period is the month of the due day."""
    city, chance = desk.city, desk.chance
    insured = 1 + below(chance, _ARREARS[city.bands[entity]][1])
    paid = day + 15 + below(chance, 240)
    is_paid = paid < desk.today - 10 and happens(chance, 80)
    return [
        f"SB{entity:07d}",
        city.names[entity],
        city.codes[entity],
        city.old_numbers[entity],
        ISO[day][:7],
        str(insured),
        f"{insured * (900 + below(chance, 90) * 10)}.{below(chance, 100):02d}",
        ISO[day],
        ISO[paid] if is_paid else "",
        PLACEHOLDER,
        "",
    ]


_CONDUCTS = (
    "有履行能力而拒不履行",
    "违反财产报告制度",
    "违反财产报告制度",
    "以虚假诉讼转移财产等方法规避执行",
    "无正当理由拒不履行执行和解协议",
    "以暴力威胁等方法妨碍执行",
)
_COURTS = tuple(f"{CITY}{district}人民法院" for district in DIVISIONS.values())


def default(desk: Desk, entity: int, day: int) -> list[str]:
    """Return a published judgment default: two years, longer for grave conduct."""
    city, chance = desk.city, desk.chance
    conduct = one_of(chance, _CONDUCTS)
    until = ISO[day + 365 * (3 if conduct.startswith("以") else 2)]
    district = below(chance, len(_COURTS))
    return [
        f"99{district:02d}",
        city.names[entity],
        "法人或其他组织",
        "",
        city.codes[entity],
        PLACEHOLDER,
        _COURTS[district],
        f"（{ISO[day][:4]}）澜民初{desk.serial}号",
        ISO[day - 40],
        f"（{ISO[day][:4]}）澜执{desk.serial}号",
        f"{(2 + below(chance, 400)) * 5000}.00",
        one_of(chance, ("全部未履行", "全部未履行", "部分履行")),
        conduct,
        ISO[day],
        until,
    ]


_TITLES = (
    ("文明诚信经营示范单位", "市级"),
    ("消费者满意单位", "市级"),
    ("和谐劳动关系企业", "市级"),
    ("质量管理优秀单位", "省级"),
    ("守合同重信用单位", "省级"),
    ("质量标杆", "国家级"),
)


def honour(desk: Desk, entity: int, day: int) -> list[str]:
    """Return a commendation, valid for three years or without an end."""
    city, chance = desk.city, desk.chance
    title, level = _TITLES[int(chance.random() * chance.random() * len(_TITLES))]
    return [
        f"临表{desk.serial:06d}",
        city.names[entity],
        city.codes[entity],
        city.old_numbers[entity],
        title,
        level,
        ISO[day],
        "" if happens(chance, 30) else ISO[day + 3 * 365],
        "",
    ]


_PLEDGES = (
    ("证明事项告知承诺", "证照材料真实有效"),
    ("审批替代型", "符合许可条件并按期整改"),
    ("容缺受理型", "三十日内补齐材料"),
    ("行业自律型", "遵守行业自律公约"),
    ("主动型", "依法诚信经营"),
    ("信用修复型", "不再发生同类行为"),
)
_KEPT = (
    _slots(("已履约", 99), ("违背承诺", 1)),
    _slots(("已履约", 97), ("违背承诺", 3)),
    _slots(("已履约", 86), ("违背承诺", 14)),
    _slots(("已履约", 62), ("违背承诺", 38)),
    _slots(("已履约", 95), ("违背承诺", 5)),
)


def pledge(desk: Desk, entity: int, day: int) -> list[str]:
    """Return a pledge; it is checked after some months."""
    city, chance = desk.city, desk.chance
    kind, matter = one_of(chance, _PLEDGES)
    checked = day + 60 + below(chance, 120)
    known = checked <= desk.today
    return [
        f"CN{desk.serial:07d}",
        city.codes[entity],
        city.names[entity],
        city.old_numbers[entity],
        matter,
        kind,
        ISO[day],
        one_of(chance, _KEPT[city.bands[entity]]) if known else "待核查",
        ISO[checked] if known else "",
        PLACEHOLDER,
    ]


_CONCERNS = ("食品安全", "产品质量", "价格", "广告", "服务", "服务", "合同", "其他")
_OUTCOMES = ("不属实", "不属实", "调解结案", "调解结案", "属实", "属实", "办理中")


def complaint(desk: Desk, entity: int, day: int) -> list[str]:
    """Return a complaint and what became of it."""
    city, chance = desk.city, desk.chance
    return [
        f"TS{desk.serial:07d}",
        city.names[entity],
        city.codes[entity],
        city.old_numbers[entity],
        one_of(chance, _CONCERNS),
        ISO[day],
        one_of(chance, _OUTCOMES),
        PLACEHOLDER,
        "",
    ]


BUILDERS: dict[str, Build] = {
    "permits_office": permit,
    "market_regulation": penalty,
    "inspection_team": inspection,
    "labour_office": wages,
    "social_insurance": insurance,
    "court": default,
    "honours_office": honour,
    "pledge_desk": pledge,
    "hotline": complaint,
}
