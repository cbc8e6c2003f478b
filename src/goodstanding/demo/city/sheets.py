"""What each department's file looks like, and which cells its dirt and its corrections touch.

Columns equal those of the layout in `packs/common/layouts` (a test compares them).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Format = Literal["csv", "xlsx", "jsonl"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A department's file. `code`, `name`... are places of columns; -1: there is no such column."""

    department: str
    record_type: str
    format: Format
    encoding: Literal["utf-8", "gb18030"]
    columns: tuple[str, ...]
    code: int
    name: int
    day: int
    required: int
    """A cell without which the row must be refused."""
    old_number: int = -1
    party: int = -1
    """The column that says whether the counterpart is a natural person."""
    text: int = -1
    """A free text that is kept: where identity numbers slip in."""
    optional: tuple[int, ...] = ()
    """Cells that may be empty, so that a department may write its word for "nothing" there."""
    follow_up: int = -1
    """The cell that changes when a row comes again."""
    follow_map: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What its value may become; a row with another value does not come again."""
    follow_day: int = -1
    """The cell that then takes the day of the change."""
    keyed_by_subject: bool = False
    """The natural key holds the code, so rows without a sound code cannot be told apart."""

    @property
    def layout(self) -> str:
        """Return the layout's id."""
        return f"{self.department}_{self.record_type}"


def _sheet(
    department: str,
    record_type: str,
    form: Format,
    columns: str,
    *,
    encoding: Literal["utf-8", "gb18030"] = "utf-8",
    optional: str = "",
    follow_map: Mapping[str, tuple[str, ...]] | None = None,
    keyed_by_subject: bool = False,
    **places: str,
) -> Sheet:
    names = tuple(columns.split())
    at = {name: index for index, name in enumerate(names)}
    return Sheet(
        department=department,
        record_type=record_type,
        format=form,
        encoding=encoding,
        columns=names,
        optional=tuple(at[name] for name in optional.split()),
        follow_map=follow_map or {},
        keyed_by_subject=keyed_by_subject,
        **{place: at[name] for place, name in places.items()},
    )


SHEETS: tuple[Sheet, ...] = (
    _sheet(
        "market_registry", "registration", "csv",
        "pripid uni_social_crd_cd reg_no comp_nm comp_type reg_state est_dt change_dt industry"
        " adm_region reg_capital legal_repre legal_repre_ident",
        code="uni_social_crd_cd", name="comp_nm", day="change_dt", required="change_dt",
        old_number="reg_no", keyed_by_subject=True,
    ),
    _sheet(
        "permits_office", "administrative_permit", "xlsx",
        "XK_XDR_MC XK_XDR_LB XK_XDR_SHXYM XK_XDR_GSZC XK_FRDB XK_FR_ZJHM XK_XDR_ZJHM XK_WSH"
        " XK_XKLB XK_XKBH XK_NR XK_JDRQ XK_YXQZ XK_YXQZI XK_XKJG XK_ZT XK_LYDW BZ",
        code="XK_XDR_SHXYM", name="XK_XDR_MC", day="XK_JDRQ", required="XK_XKBH",
        old_number="XK_XDR_GSZC", party="XK_XDR_LB", text="XK_NR", optional="XK_YXQZI",
        follow_up="XK_ZT", follow_map={"0": ("1", "3")},
    ),
    _sheet(
        "market_regulation", "administrative_penalty", "csv",
        "CF_XDR_MC CF_XDR_LB CF_XDR_SHXYM CF_XDR_GSZC CF_FRDB CF_FR_ZJHM CF_XDR_ZJHM CF_WSH"
        " CF_WFXW CF_SY CF_YJ CF_CFLB case_process_type CF_NR CF_NR_FK CF_NR_WFFF CF_NR_ZKDX"
        " CF_JDRQ CF_YXQ CF_GSJZQ CF_CFJG CF_ZT CF_SJLY BZ",
        encoding="gb18030",
        code="CF_XDR_SHXYM", name="CF_XDR_MC", day="CF_JDRQ", required="CF_WSH",
        old_number="CF_XDR_GSZC", party="CF_XDR_LB", text="CF_SY", optional="CF_NR_WFFF CF_NR_FK",
        follow_up="CF_ZT", follow_map={"0": ("1", "2")},
    ),
    _sheet(
        "inspection_team", "inspection", "jsonl",
        "uscc entName regNo inspNo matter result inspDate inspectors remark",
        code="uscc", name="entName", day="inspDate", required="inspNo", old_number="regNo",
        follow_up="result", follow_map={
            "未发现问题": ("发现问题已责令改正",),
            "发现问题待后续处理": ("发现问题已责令改正",),
            "通过登记的住所无法联系": ("未发现问题",),
        },
    ),
    _sheet(
        "tax_bureau", "tax_grade", "xlsx",
        "uni_social_crd_cd tax_nm evalua_year tax_credit_level evalua_dept evalua_dt",
        code="uni_social_crd_cd", name="tax_nm", day="evalua_dt", required="evalua_year",
        follow_up="tax_credit_level", follow_map={
            "A": ("B",), "B": ("A",), "M": ("B",), "C": ("B",), "D": ("C",),
        },
        keyed_by_subject=True,
    ),
    _sheet(
        "labour_office", "wage_arrears", "csv",
        "案件编号 用人单位名称 统一社会信用代码 工商注册号 法定代表人 涉及人数 拖欠金额（元）"
        " 查实日期 清偿日期 案件状态",
        code="统一社会信用代码", name="用人单位名称", day="查实日期", required="案件编号",
        old_number="工商注册号", optional="清偿日期",
        follow_up="案件状态", follow_map={"未清偿": ("已清偿",)}, follow_day="清偿日期",
    ),
    _sheet(
        "social_insurance", "social_insurance_arrears", "csv",
        "单位编号 单位名称 社会信用代码 工商注册号 欠费所属期 参保人数 欠费金额（元） 应缴日期"
        " 补缴日期 联系人 联系电话",
        encoding="gb18030",
        code="社会信用代码", name="单位名称", day="应缴日期", required="欠费所属期",
        old_number="工商注册号", optional="补缴日期",
        follow_up="补缴日期", follow_map={"": ("",)}, follow_day="补缴日期", keyed_by_subject=True,
    ),
    _sheet(
        "court", "court_default", "jsonl",
        "fydm executed_nm executed_type identi_id uni_social_crd_cd legal_repre executed_court"
        " enforce_basis fil_dt case_no effect_doc_obli executed_perfor dishonest_behav publish_dt"
        " until_dt",
        code="uni_social_crd_cd", name="executed_nm", day="publish_dt", required="case_no",
        party="executed_type", optional="until_dt",
        follow_up="executed_perfor",
        follow_map={"全部未履行": ("部分履行", "全部履行"), "部分履行": ("全部履行",)},
    ),
    _sheet(
        "honours_office", "honour", "csv",
        "荣誉编号 获奖单位 统一社会信用代码 工商注册号 荣誉名称 级别 授予日期 有效期至 备注",
        code="统一社会信用代码", name="获奖单位", day="授予日期", required="荣誉编号",
        old_number="工商注册号", text="荣誉名称", optional="有效期至",
        follow_up="级别", follow_map={"市级": ("省级",), "省级": ("国家级", "市级")},
    ),
    _sheet(
        "pledge_desk", "pledge", "jsonl",
        "pledgeNo uscc entName regNo matter kind pledgeDate performance checkDate signer",
        code="uscc", name="entName", day="pledgeDate", required="pledgeNo", old_number="regNo",
        text="matter", optional="checkDate",
        follow_up="performance", follow_map={"待核查": ("已履约",) * 6 + ("违背承诺",)},
        follow_day="checkDate",
    ),
    _sheet(
        "registry_office", "abnormal_operation", "csv",
        "inclu_dt busexclist inclu_reason uni_social_crd_cd reg_no redecorg_cn pripid"
        " remexcpres_cn remove_dt decorg_cn comp_nm",
        code="uni_social_crd_cd", name="comp_nm", day="inclu_dt", required="inclu_dt",
        old_number="reg_no", optional="remove_dt", keyed_by_subject=True,
    ),
    _sheet(
        "hotline", "complaint", "jsonl",
        "工单编号 被投诉主体 统一社会信用代码 工商注册号 领域 受理日期 处理结果 投诉人 联系电话",
        code="统一社会信用代码", name="被投诉主体", day="受理日期", required="工单编号",
        old_number="工商注册号",
        follow_up="处理结果", follow_map={"办理中": ("属实", "不属实", "调解结案")},
    ),
)  # fmt: skip
"""In the order in which a month's files arrive: the registry first."""
