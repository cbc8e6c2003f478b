"""Fictional names of organisations for benchmarks and tests, by a seed; none is a real firm's."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

_PLACES = (
    "云岭 青石 宁屿湾 松雾渡 白鹭洲 远帆 鹤鸣 沧浪 石桥铺 柳絮湾 霜月 碧潭 望舒"
    " 赤崖 银杏岭 梧影台 兰渚 雁回 竹影里 塔影寺 梅坞 荷露塘 沙鸥渡 屏云台 临风"
    " 听涛 凤栖山 龙吟 落霞 晴川阁 寒江 翠微"
)
_KINDS = ("省", "市", "市", "市", "区", "县")
_BRAND = (
    "海格松风华瑞鑫达宏泰盛嘉诚信安康永恒博远天龙凤金银玉宝丰茂源隆昌兴旺福禄寿喜祥和平顺利通亨"
    "明光辉耀星月阳春秋景云霞雨雪山川江河湖泉林森柏竹梅兰菊荷莲桃李杏枫桐杨柳青蓝紫红白墨朗润泽"
    "淳雅致远志宇宙乾坤正大中元亿百千万众聚汇融合同创联维创新科智慧思睿哲文德仁义礼孝忠勇卓越超凡"
    "方圆立达奥凯迪乐美佳丽豪威尔克斯诺贝特拉曼亚欧洲东南西北"
)
_TRADES = (
    "食品 餐饮管理 商贸 贸易 国际贸易 科技 网络科技 信息技术 电子商务 建筑工程"
    " 装饰工程 园林绿化 物流 运输 汽车销售 汽车服务 房地产开发 物业管理 广告传媒"
    " 文化传播 教育咨询 企业管理咨询 医疗器械 医药 药房 化工 塑胶制品 机械制造"
    " 五金制品 纺织 服饰 家具 农业开发 种养殖 果蔬 水产 粮油 茶叶 酒业 电力工程"
    " 新能源 环保科技 通信 通信技术 光电 半导体 仪器仪表 印刷 包装 酒店管理 旅游"
    " 家政服务 劳务 安防工程 消防技术 检测 投资管理 融资租赁 供应链管理 供销 石化"
    " 矿业 水泥 木业 钢铁 制冷设备"
)
_FORMS = (
    ("有限公司", 62),
    ("有限责任公司", 12),
    ("股份有限公司", 4),
    ("集团有限公司", 3),
    ("集团股份有限公司", 1),
    ("专业合作社", 8),
    ("厂", 4),
    ("经营部", 4),
    ("合伙企业（有限合伙）", 2),
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name and the parts that it was made of."""

    place: str
    kind: str
    brand: str
    trade: str
    form: str

    @property
    def name(self) -> str:
        """Return the whole name."""
        return f"{self.place}{self.kind}{self.brand}{self.trade}{self.form}"

    @property
    def core(self) -> str:
        """Return what tells the organisation apart."""
        return self.brand + self.trade


def fictional(count: int, *, seed: int) -> list[Named]:
    """Return so many different names, the same for the same seed."""
    chance = random.Random(seed)
    held: dict[str, Named] = {}
    for one in _endless(chance):
        held.setdefault(one.name, one)
        if len(held) == count:
            break
    return list(held.values())


def _endless(chance: random.Random) -> Iterator[Named]:
    forms, weights = zip(*_FORMS, strict=True)
    places, trades = _PLACES.split(), _TRADES.split()
    while True:
        size = chance.choices((2, 3, 4), (55, 30, 15))[0]
        yield Named(
            chance.choice(places),
            chance.choice(_KINDS),
            "".join(chance.choice(_BRAND) for _ in range(size)),
            chance.choice(trades),
            chance.choices(forms, weights)[0],
        )
