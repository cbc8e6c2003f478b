"""Names that can be nobody's: every one carries the fictional city or one of its districts."""

from goodstanding.demo.city.chance import Chance, happens, one_of

CITY = "临澜市"

_FIRST = tuple("晴霁澄朔禾岚汀砚棠穗屿蔚霖皓栩萤珩桐苇澹珞筠榆泓瑶朗弈槿昀蒲")
_SECOND = tuple("禾川麓湾樾森汐原岭舟野泽陌榭渚坞坡栈庐畔圃崖峦浦汊墅渡塬埠滩")

INDUSTRIES: dict[str, str] = {
    "catering": "餐饮",
    "food_retail": "食品销售",
    "retail": "零售",
    "wholesale": "批发",
    "manufacturing": "制造",
    "construction": "建筑",
    "transport": "运输",
    "lodging": "住宿",
    "information": "信息服务",
    "business_services": "商务服务",
    "education": "教育培训",
    "agriculture": "农业",
}
"""Industry and the word that the registry's file uses for it."""

_TRADES: dict[str, str] = {
    "catering": "餐饮管理",
    "food_retail": "食品",
    "retail": "商贸",
    "wholesale": "贸易",
    "manufacturing": "机械制造",
    "construction": "建设工程",
    "transport": "物流",
    "lodging": "酒店管理",
    "information": "信息技术",
    "business_services": "商务咨询",
    "education": "教育科技",
    "agriculture": "生态农业",
}
_SHOPS: dict[str, str] = {
    "catering": "小吃店",
    "food_retail": "副食店",
    "retail": "百货店",
    "wholesale": "批发部",
    "manufacturing": "加工坊",
    "construction": "装修部",
    "transport": "货运部",
    "lodging": "客栈",
    "information": "图文店",
    "business_services": "代办部",
    "education": "书屋",
    "agriculture": "农资店",
}
_FORMS = ("有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司")
_INSTITUTIONS = ("实验学校", "中心医院", "图书馆", "检验检测中心", "文化馆", "公园管理处")
_ASSOCIATIONS = ("行业协会", "商会", "同业公会")
_ORGANISATIONS = ("养老服务中心", "社会工作服务中心", "培训学校", "志愿服务中心", "幼儿园")


def trade_word(chance: Chance) -> str:
    """Return an invented trade word of two or three characters."""
    word = one_of(chance, _FIRST) + one_of(chance, _SECOND)
    return word + one_of(chance, _SECOND) if happens(chance, 40) else word


def entity_name(chance: Chance, entity_class: str, district: str, industry: str) -> str:
    """Return a name of the class's usual form: place, trade word, industry, legal form."""
    word = trade_word(chance)
    place = CITY if happens(chance, 40) else CITY + district
    if entity_class == "91":
        return f"{place}{word}{_TRADES[industry]}{one_of(chance, _FORMS)}"
    if entity_class == "92":
        return f"{CITY}{district}{word}{_SHOPS[industry]}"
    if entity_class == "93":
        return f"{place}{word}农民专业合作社"
    if entity_class == "12":
        return f"{place}{word}{one_of(chance, _INSTITUTIONS)}"
    if entity_class == "51":
        return f"{place}{word}{_TRADES[industry]}{one_of(chance, _ASSOCIATIONS)}"
    return f"{place}{word}{one_of(chance, _ORGANISATIONS)}"
