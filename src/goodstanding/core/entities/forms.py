"""Words at the end of a name that say of which legal form it is, not who it is."""

from collections import defaultdict

_WORDS = (
    "特殊普通合伙 农民专业合作社 专业合作社联合社 有限责任公司 股份有限公司 集团有限公司 专业合作社"
    " 集团总公司 股份公司 集团公司 有限公司 有限合伙 普通合伙 个体工商户 个人独资企业 合作社 联合社"
    " 责任公司 分公司 总公司 子公司 营业部 经营部 门市部 服务部 集团 公司 分店 商行 分行 支行"
    " 分社 分所 incorporated corporation aktiengesellschaft limited company corp gmbh inc llc ltd"
    " plc oyj ag co"
)
FORMS: dict[str, tuple[str, ...]] = {}
"""Forms by their last character, the longest first."""
_by_last: dict[str, list[str]] = defaultdict(list)
for _word in _WORDS.split():
    _by_last[_word[-1]].append(_word)
for _last, _words in _by_last.items():
    FORMS[_last] = tuple(sorted(_words, key=lambda word: (-len(word), word)))
