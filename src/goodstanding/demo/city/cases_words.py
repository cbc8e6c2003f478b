"""What the forms of the city's cases say: plain, and about nobody."""

from collections.abc import Mapping

CLAIM = {"claim": "请求更正该条记录", "ground": "facts"}
WRONG_ENTITY = {"claim": "该文书的当事人不是本单位", "ground": "identity"}
RIGHT = {"finding": "right", "reasons": "经核对原卷，记录与决定书一致"}
WRONG = {"finding": "wrong", "reasons": "经核对原卷，登记时录入有误"}
REPLY = {"reply_to_defence": "未提出推翻原认定的新证据"}
FOUND = {"facts": "与原卷所载一致", "evidence": "原决定书和送达回证", "legal_basis": "示范依据"}
RESTORE = {
    "claim": "已纠正违法行为并履行义务，申请信用修复",
    "performance_proof": "缴款凭证和整改验收单",
    "pledge_text": "承诺所提交材料真实有效，今后守法诚信经营",
}
CONFORMS = {"check_result": "已纠正、已履行，符合条件", "conditions_met": "all"}
PLEDGE = {
    "pledge_text": "已知晓条件并承诺符合，愿意承担不实承诺的责任",
    "papers_given": "申请表",
}
NO_DISPUTE = {
    "facts": "申请人未在法定期限内提起异议、复议或者诉讼",
    "evidence": "收案登记查询结果",
    "legal_basis": "示范依据",
}
LATE = {
    "check_result": "期限已过，未收到材料和报告",
    "evidence": "收件登记簿",
    "facts": "承诺的期限已过，未补交材料或者报告",
}
PROMISE = {
    "proactive": {"pledge_text": "十个工作日内答复每一来件"},
    "industry": {"pledge_text": "会员单位明码标价，不以低于成本的价格承揽业务，投诉五日内答复"},
    "government": {"pledge_text": "公开的服务事项按公布的时限办结，超期说明原因"},
}
DECLINED = {"reward": "honoured", "reward_choice": "decline"}
TAKEN_AGAIN = {"reward": "honoured", "reward_choice": "take"}
ANEW = {"outcome_document": "行政复议决定书：撤销原认定，责令重新作出"}
IN_SPITE = {"claim": "项目关系民生，申请准予参加", "evidence": "项目说明和整改计划"}
REMEDIES = {"remedies": "可申请行政复议或者提起行政诉讼", "signatory": "负责人"}
OPINION = {"legal_opinion": "事实清楚、依据正确、程序合法"}
SECRECY = {"secrecy_review": "不含国家秘密、商业秘密和个人信息"}
DEFENCE = {"defence": "已在整改，请求从轻处理"}
BURDEN = {
    "removal_conditions": "改正违法行为并履行义务，届满规定期限后可申请移出",
    "remedies": "可申请行政复议或者提起行政诉讼",
    "signatory": "负责人",
    "deviation": "与裁量基准和类案一致",
    "reasons": "情节严重，且经责令未改正",
}
WEIGHED = {"size": "small", "first_offence": "repeated", "corrected": "none", "harm": "serious"}
REORGANISE = {
    "claim": "法院已裁定批准重整计划，申请暂时屏蔽",
    "court_ruling": "（2026）虚破1号民事裁定书",
}
OUTCOME = {"outcome_document": "行政复议决定书"}
FORUM = {"forum": "市人民政府行政复议机构", "file_number": "虚复〔2026〕1号"}
CLAIMED = {
    "claim": "在原公示页面致歉，赔偿被取消投标资格的损失",
    "loss": "投标文件制作费用，凭票据计算",
    "apology_wish": "where_shown",
}
MADE_GOOD = {
    "made_good": "已更正或者移除该信息，并通知曾接收、曾据此答复的单位",
    "compensation": "按票据予以赔偿；未提出请求的，可以持本函提出",
    "reasons": "经核对原卷，原信息有误",
}
NO_LOSS = {
    "facts": "该信息公示期间未见投标，所称损失无凭据",
    "evidence": "招标投标交易记录查询结果",
    "legal_basis": "示范依据",
}
COURT = {"forum": "市中级人民法院", "file_number": "（2026）虚行初1号"}


def joined(*parts: Mapping[str, str]) -> dict[str, str]:
    """Return forms as one."""
    said: dict[str, str] = {}
    for part in parts:
        said |= part
    return said
