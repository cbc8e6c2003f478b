"""What a step of a procedure may do to the world: a closed set, each with what it weighs."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from goodstanding.core.basis.text import Text


@dataclass(frozen=True, slots=True)
class EffectKind:
    """What a step may do to the world, from a closed set.

    `burdens`: it works against the entity, so it says what becomes of it while disputed, and waits
    for the service of its step's letter. `lasts`: it goes on after the case, so it must end.
    `follows`: it tells or counts what the step did, so it waits where that waits.
    `tells`: it says in public what the letter says, so the party reads it first.
    `heavy`: it takes a right or limits business, so another's legal review comes before it.
    `anew`: heavy too where no party asked for the case: what was sent back begins again.
    `informs`: it tells somebody, and does nothing for or against the entity.
    """

    title: Text
    burdens: bool = False
    lasts: bool = False
    follows: bool = False
    tells: bool = False
    heavy: bool = False
    anew: bool = False
    informs: bool = False


EFFECTS: Mapping[str, EffectKind] = MappingProxyType(
    {
        "correct_record": EffectKind(Text("更正记录", "correct the record")),
        "supplement_record": EffectKind(Text("补充记录", "supplement the record")),
        "withdraw_record": EffectKind(Text("撤回记录", "withdraw the record")),
        "annotate_both": EffectKind(Text("并载双方意见", "record both views")),
        "end_disclosure": EffectKind(Text("终止公示和使用", "end disclosure and use")),
        "pause_disclosure": EffectKind(Text("暂停公示", "pause disclosure")),
        "enter_list": EffectKind(Text("列入名单", "enter on the list"), burdens=True, lasts=True),
        "leave_list": EffectKind(Text("移出名单", "remove from the list")),
        "start_measure": EffectKind(
            Text("开始惩戒措施", "start measure"), burdens=True, lasts=True, heavy=True
        ),
        "protect": EffectKind(Text("采取临时措施", "take a protective measure"), burdens=True),
        "end_protection": EffectKind(Text("解除临时措施", "end the protective measure")),
        "end_measure": EffectKind(Text("终止惩戒措施", "end the measure")),
        "suspend_measures": EffectKind(Text("暂停惩戒措施", "suspend measures")),
        "resume_measures": EffectKind(
            Text("恢复惩戒措施", "resume measures"), burdens=True, anew=True
        ),
        "stop_sharing": EffectKind(Text("停止共享和使用", "stop sharing and use")),
        "publish": EffectKind(Text("公示", "publish"), burdens=True),
        "unpublish": EffectKind(Text("停止公示", "stop publicity")),
        "notify_parties": EffectKind(Text("告知当事人", "notify the parties"), informs=True),
        "tell_receivers": EffectKind(
            Text("通知接收部门", "tell the receiving departments"), follows=True, informs=True
        ),
        "set_review": EffectKind(
            Text("确定下次复查日", "set the next day of review"), follows=True
        ),
        "tell_checked": EffectKind(
            Text("通知曾被答复“不可以”的部门", 'tell everyone who was answered "no"'),
            informs=True,
        ),
        "alert_superior": EffectKind(
            Text("通报上级单位", "alert the superior body"), follows=True, informs=True
        ),
        "open_case": EffectKind(Text("开启后续程序", "open another case")),
        "grant_matter": EffectKind(Text("准予事项", "grant the matter")),
        "revoke_matter": EffectKind(
            Text("撤销准予", "revoke the matter"), burdens=True, lasts=True, heavy=True
        ),
        "record_pledge": EffectKind(Text("记录承诺", "record the pledge")),
        "record_breach": EffectKind(
            Text("记录违诺", "record the breach"), burdens=True, lasts=True, heavy=True
        ),
        "recompute_grade": EffectKind(
            Text("重新评价", "recompute the grade"), follows=True, informs=True
        ),
        "restore": EffectKind(Text("信用修复", "restore")),
        "apologise": EffectKind(
            Text("在原公示渠道致歉", "apologise where the wrong was shown"), tells=True
        ),
        "permit": EffectKind(Text("准予实施事项", "permit an act in spite of a measure")),
        "release": EffectKind(Text("附条件解除", "release an act on a condition")),
        "end_permission": EffectKind(
            Text("提前终止准予", "end a permission or release early"), burdens=True
        ),
    }
)
